class Remote:
    _basket = None

    def forget(self):
        self._basket = None


class Store:
    """Has nothing to do with a token."""
