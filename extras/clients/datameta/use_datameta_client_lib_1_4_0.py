# needs: datameta-client-lib==1.4.0
# dialects: deployed@1.1.1
"""The latest release of the generated client: below /api/v1."""
import datameta_mock

datameta_mock.live()
