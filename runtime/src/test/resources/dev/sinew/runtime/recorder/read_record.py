"""Reads a flight record with the official MCAP and protobuf packages and prints what it finds as JSON.

python read_record.py FILE
"""

import json
import sys

from google.protobuf.json_format import MessageToDict
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

with open(sys.argv[1], "rb") as file:
    reader = make_reader(file, validate_crcs=True, decoder_factories=[DecoderFactory()])
    statistics = reader.get_summary().statistics
    found = {
        "messages": statistics.message_count,
        "chunks": statistics.chunk_count,
        "start": statistics.message_start_time,
        "end": statistics.message_end_time,
        "metadata": {m.name: m.metadata for m in reader.iter_metadata()},
        "attachments": {a.name: a.data.decode() for a in reader.iter_attachments()},
        "topics": {},
    }
    for schema, channel, message, decoded in reader.iter_decoded_messages():
        topic = found["topics"].setdefault(
            channel.topic, {"schema": schema.name, "count": 0}
        )
        topic["count"] += 1
        topic["last"] = MessageToDict(decoded)
        topic["time"] = message.log_time
    print(json.dumps(found, sort_keys=True))
