"""What .NET's XmlConvert.ToTimeSpan and isodate make of texts: reads a list of texts as JSON from standard
input, writes a list of pairs, each the seconds or why there are none."""

import json
import sys

import isodate

from runtime import load


def plain(number):
    """Seconds without a fraction that says nothing."""
    return f"{number:.7f}".rstrip("0").rstrip(".")


def of_dotnet(read, text):
    try:
        ticks = read(text).Ticks
    except Exception as error:  # whatever .NET throws
        return f"refused ({type(error).__name__})"
    sign = "-" if ticks < 0 else ""
    whole, part = divmod(abs(ticks), 10_000_000)
    return sign + f"{whole}.{part:07d}".rstrip("0").rstrip(".")


def of_isodate(text):
    try:
        # What azureml-core and azure-ai-ml take from it.
        return plain(isodate.parse_duration(text).total_seconds())
    except Exception as error:  # whatever it throws
        return f"refused ({type(error).__name__})"


def main():
    texts = json.load(sys.stdin)
    load()
    import clr

    clr.AddReference("System.Private.Xml")
    from System.Xml import XmlConvert

    read = XmlConvert.ToTimeSpan
    json.dump([[of_dotnet(read, text), of_isodate(text)] for text in texts], sys.stdout)


main()
