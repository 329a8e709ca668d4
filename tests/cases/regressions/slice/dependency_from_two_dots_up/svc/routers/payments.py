from fastapi import APIRouter, Depends
from ..deps import get_client
router = APIRouter()
@router.get("/p/{pid}")
async def show(pid: str, client=Depends(get_client)):
    return await client.get(pid)
