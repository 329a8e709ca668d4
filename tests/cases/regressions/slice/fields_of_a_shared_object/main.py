import boot
from use import go
go("x")
