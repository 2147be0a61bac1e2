"""What NCrontab makes of texts: reads a list of texts as JSON from standard input, writes a list of pairs, the
fields as numbers (or refused) and the next three times. NCRONTAB names the file NCrontab.dll of its package, which
no registry of Python or JavaScript has."""

import json
import os
import sys

from runtime import load


def read(schedule, options, date, text):
    words = [word for word in text.split(" ") if word]
    chosen = options()
    chosen.IncludingSeconds = len(words) == 6
    try:
        found = schedule.Parse(text, chosen)
    except Exception as error:  # whatever .NET throws
        return ["refused", type(error).__name__]
    at, end, times = date(2026, 11, 30, 23, 59, 59), date(2080, 1, 1), []
    while len(times) < 3:
        at = found.GetNextOccurrence(at, end)
        if at >= end:
            break
        times.append(at.ToString("yyyy-MM-ddTHH:mm:ss"))
    return [found.ToString(), ",".join(times) or "never"]


def main():
    texts = json.load(sys.stdin)
    load()
    import clr

    clr.AddReference(os.environ["NCRONTAB"])
    from NCrontab import CrontabSchedule
    from System import DateTime

    options = CrontabSchedule.ParseOptions
    json.dump([read(CrontabSchedule, options, DateTime, text) for text in texts], sys.stdout)


main()
