class Remote:
    _bearer = None

    def forget(self):
        self._bearer = None


class Store:
    """Has nothing to do with a token."""
