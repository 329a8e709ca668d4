import requests

BASE = "https://api.sandbox.checkout.com"


def test_refuses_without_key():
    answer = requests.get(BASE + "/workflows")
    assert answer.status_code == 401


def test_workflows():
    assert requests.get(BASE + "/workflows").json()  # want: CKO101, CKO401


def test_the_key_is_asked_for(pytest):
    with pytest.raises(requests.HTTPError):
        requests.get(BASE + "/workflows").raise_for_status()
