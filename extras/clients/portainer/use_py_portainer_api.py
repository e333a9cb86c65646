# needs: py-portainer-api async-timeout
"""py-portainer-api reads message and details of every refusal."""
import asyncio
import urllib.parse

import aiohttp
import mock
import portainer_mock as at
from portainer.exceptions import PortainerException
from portainer.portainer import Portainer


async def main():
    """Logs in with a wrong and with the right password and lists the environments."""
    address = urllib.parse.urlsplit(at.ROOT)
    async with aiohttp.ClientSession() as session:
        try:
            await Portainer(session, address.hostname, address.port, at.USER, "wrong").login()
            raise SystemExit("a wrong password was accepted")
        except PortainerException as error:
            mock.expect("refusal", error.args[0]["message"], "Invalid credentials")
        portainer = Portainer(session, address.hostname, address.port, at.USER, at.PASSWORD)
        mock.expect("login", await portainer.login(), True)
        mock.expect("environments", await portainer.get_endpoints(), [])
    print("logs in, lists; reads why a wrong password is refused")


asyncio.run(main())
