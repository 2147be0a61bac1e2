#!/usr/bin/env bash
# Package: azure-ai-ml 1.35.2 from PyPI, schedules of a ComputeInstance (CronTrigger, RecurrenceTrigger).
# Likely guess: start_time takes a datetime with its offset, which is sent with it or turned into the time zone of the trigger;
#   a RecurrencePattern with month_days, a documented argument, is sent, or refused for computes.
# What happens: the offset is cut off, and what is left is read in the time zone of the trigger: 10:00 at +02:00
#   becomes 10:00 in time_zone, with a blank in the place of the T. month_days is dropped without a word: "on the 1st of
#   each month" is sent as "each month", on no day. A trigger without a pattern sends empty lists of hours and minutes.
# Why our users care: an instance that should stop at the end of the month, or hours earlier, goes on costing; the
#   program that made it shows the schedule as it was meant.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2
cat >look.py <<'SCRIPT'
import json
import logging
import warnings
from datetime import datetime, timedelta, timezone

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from azure.ai.ml.entities import (
    ComputeInstance,
    ComputeSchedules,
    ComputeStartStopSchedule,
    CronTrigger,
    RecurrencePattern,
    RecurrenceTrigger,
)


def sent(trigger):
    schedule = ComputeStartStopSchedule(action="stop", trigger=trigger)
    schedules = ComputeSchedules(compute_start_stop=[schedule])
    instance = ComputeInstance(name="desk1", size="Standard_DS3_v2", schedules=schedules)
    body = instance._to_rest_object().as_dict()["properties"]["properties"]
    [row] = body["schedules"]["computeStartStop"]
    return row


moment = datetime(2026, 12, 2, 10, 0, tzinfo=timezone(timedelta(hours=2)))
cron = sent(CronTrigger(expression="0 18 * * *", start_time=moment, time_zone="UTC"))["cron"]
print("start:", cron["startTime"], cron["timeZone"])
pattern = RecurrencePattern(hours=8, minutes=0, month_days=[1])
monthly = sent(RecurrenceTrigger(frequency="month", interval=1, schedule=pattern))
print("monthly:", json.dumps(monthly["recurrence"]["schedule"]))
daily = sent(RecurrenceTrigger(frequency="day", interval=1))
print("daily:", json.dumps(daily["recurrence"]["schedule"]))
SCRIPT
seen=$(env/bin/python look.py)
echo "$seen"
[ "$seen" = 'start: 2026-12-02 10:00:00 UTC
monthly: {"hours": [8], "minutes": [0]}
daily: {"hours": [], "minutes": []}' ] || exit 1
