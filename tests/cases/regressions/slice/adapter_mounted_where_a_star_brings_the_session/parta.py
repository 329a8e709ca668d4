from requests.adapters import HTTPAdapter


class Rec(HTTPAdapter):
    def build_response(self, req, resp):
        response = super().build_response(req, resp)
        response.raise_for_status()
        return response
