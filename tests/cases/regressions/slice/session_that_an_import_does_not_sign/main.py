import pay.signing
from pay.use import go
print(go("x"))
