import os

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands


class Payments(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.session = None

    async def cog_load(self):
        self.session = aiohttp.ClientSession(
            "https://api.checkout.com",
            headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},  # signs
        )

    async def cog_unload(self):
        await self.session.close()

    @app_commands.command(description="Shows a payment")
    async def payment(self, interaction: discord.Interaction, payment_id: str):
        async with self.session.get(f"/payments/{payment_id}") as response:
            if response.status == 404:
                await interaction.response.send_message("No such payment", ephemeral=True)
                return
            if response.status != 200:
                await interaction.response.send_message(f"Checkout.com said {response.status}", ephemeral=True)
                return
            found = await response.json()
        await interaction.response.send_message(f"{found['id']}: {found['status']}", ephemeral=True)

    @commands.command()
    @commands.is_owner()
    async def disputes(self, ctx):
        async with self.session.get("/disputes") as response:
            response.raise_for_status()
            page = await response.json()
        await ctx.send("\n".join(dispute["id"] for dispute in page["data"]) or "none")


class Bot(commands.Bot):
    async def setup_hook(self):
        await self.add_cog(Payments(self))


Bot(command_prefix="!", intents=discord.Intents.default()).run(os.environ["DISCORD_TOKEN"])
