class Ctx: pass
ctx = Ctx()
