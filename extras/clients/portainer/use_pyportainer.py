# needs: pyportainer
"""pyportainer, the library of Home Assistant, knows API keys only."""
import asyncio

import mock
import portainer_mock as at
import pyportainer


async def main():
    """Asks for the status and the environments, with a good key and a bad one."""
    async with pyportainer.Portainer(at.ROOT, at.API_KEY) as portainer:
        status = await portainer.portainer_system_status()
        mock.expect("version", status.version, "2.23.0")
        mock.expect("environments", await portainer.get_endpoints(), [])
    async with pyportainer.Portainer(at.ROOT, "ptr_wrong") as portainer:
        try:
            await portainer.get_endpoints()
            raise SystemExit("a wrong key was accepted")
        except pyportainer.PortainerAuthenticationError:
            print("lists environments with a key; a wrong key raises PortainerAuthenticationError")


asyncio.run(main())
