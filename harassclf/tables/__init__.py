"""The messages and scores tables: columns, dtypes, validation, files.

Only the names are imported here; ``harassclf.tables.frames`` and
``harassclf.tables.files`` load pandas, which a reader alone does not need.
"""

from harassclf.tables.columns import LABEL_VALUES as LABEL_VALUES
from harassclf.tables.columns import LABELS as LABELS
from harassclf.tables.columns import Direction as Direction
from harassclf.tables.columns import Kind as Kind
from harassclf.tables.columns import Label as Label
from harassclf.tables.columns import Message as Message
from harassclf.tables.columns import TimeBasis as TimeBasis
