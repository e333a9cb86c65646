# needs: datameta-client-lib==0.2.0
# dialects: documented, deployed, deployed@0.2.0
"""The last release of the generated client whose documentation is ours: below /api/v0."""
import datameta_mock

datameta_mock.live()
