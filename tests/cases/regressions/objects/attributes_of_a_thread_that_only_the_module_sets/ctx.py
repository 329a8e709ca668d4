import threading

local = threading.local()
local.key = None
