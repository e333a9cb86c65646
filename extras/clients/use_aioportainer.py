# needs: aioportainer
"""aioportainer parses every answer as JSON before it looks at the status."""
import asyncio

import mock
from portainer.client import PortainerClient
from portainer.exceptions import AuthenticationError


async def main():
    """Lists environments with a good key and with a bad one."""
    async with PortainerClient(mock.ROOT, token=mock.API_KEY) as client:
        mock.expect("environments", await client.get_endpoints(), [])
    async with PortainerClient(mock.ROOT, token="ptr_wrong") as client:
        try:
            await client.get_endpoints()
            raise SystemExit("a wrong key was accepted")
        except AuthenticationError:
            print("lists environments with a key; a wrong key raises AuthenticationError")


asyncio.run(main())
