import requests

from worker.app import app
from worker.clients import api_url, get_session


@app.task(autoretry_for=(requests.ConnectionError, requests.Timeout), retry_backoff=True)
def download_report(report_id, target):
    response = get_session().get(api_url(f"/reports/{report_id}"), timeout=30)
    response.raise_for_status()
    report = response.json()
    for file in report["files"]:
        download_file.delay(report_id, file["id"], f"{target}/{file['filename']}")
    return len(report["files"])


@app.task(autoretry_for=(requests.ConnectionError, requests.Timeout), retry_backoff=True)
def download_file(report_id, file_id, target):
    with get_session().get(api_url(f"/reports/{report_id}/files/{file_id}"), stream=True, timeout=60) as response:
        response.raise_for_status()
        with open(target, "wb") as out:
            for chunk in response.iter_content(65536):
                out.write(chunk)
