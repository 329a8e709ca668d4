import sync
from runner import run

run()
