import patches
from pay.use import go
print(go("x"))
