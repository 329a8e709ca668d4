from pay import signing
from pay.use import go
print(go("x"))
