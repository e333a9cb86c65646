# needs: aioportainer
"""aioportainer parses every answer as JSON before it looks at the status."""
import asyncio

import mock
import portainer_mock as at
from portainer.client import PortainerClient
from portainer.exceptions import AuthenticationError


async def main():
    """Lists environments with a good key and with a bad one."""
    async with PortainerClient(at.ROOT, token=at.API_KEY) as client:
        mock.expect("environments", await client.get_endpoints(), [])
    async with PortainerClient(at.ROOT, token="ptr_wrong") as client:
        try:
            await client.get_endpoints()
            raise SystemExit("a wrong key was accepted")
        except AuthenticationError:
            print("lists environments with a key; a wrong key raises AuthenticationError")


asyncio.run(main())
