import enum


class Status(enum.Enum):
    PENDING = "Pending"
    DECLINED = "Declined"


class Payment:
    class State(enum.Enum):
        PENDING = "Pending"
