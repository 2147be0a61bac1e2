//! What can be wrong with a schedule.

use crate::diagnostics::codes;
use crate::schema::UNKNOWN_WORD;

codes! {
    ACTION_MISSING = "schedule/action-missing" Error {
        message: "the schedule does not say what it does: `{@action}` is missing",
        help: "write Start or Stop",
        supersedes: [UNKNOWN_WORD],
        summary: "A schedule without action.",
        why: "It says nothing; the description calls the member required.",
        evidence: [
            Spec "ComputeStartStopSchedule.action@2022-10-01 and later, its text" "2026-08",
            Sdk "azure-ai-ml 1.35.2 refuses it" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
    TRIGGER_MISSING = "schedule/trigger-missing" Error {
        message: [
            "" => "the schedule does not say when: neither `{@cron}` nor `{@recurrence}` is given",
            "told" => "the trigger is {member} by its type, but `{member}` is missing",
        ],
        help: [
            "" => "give one of them",
            "told" => "give it, or correct {@triggerType}",
        ],
        summary: "A schedule without trigger, or with another trigger than its type says.",
        why: "It never comes.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, texts of its members" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\"}]}}}}",
    }
    TRIGGER_ODD = "schedule/trigger-odd" Warning {
        message: [
            "type" => "`{@triggerType}` is missing",
            "both" => "both `{@cron}` and `{@recurrence}` are given, and `{@triggerType}` does not choose",
            "spare" => "`{member}` is ignored: the trigger is another one",
            "deprecated" => "`{@schedule}` is deprecated",
        ],
        help: [
            "type" => "write Cron or Recurrence",
            "both" => "keep one of them, and name it in {@triggerType}",
            "spare" => "remove it",
            "deprecated" => "use cron or recurrence",
        ],
        supersedes: [UNKNOWN_WORD],
        summary: "The trigger is not named, given twice, or given in the deprecated member.",
        why: "The description asks for the type and for the one body that it names.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, texts of its members" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"},\"recurrence\":{\"frequency\":\"Day\",\"interval\":1}}]}}}}",
        fix: "adds the type, or removes what is ignored",
    }
    CRON_SYNTAX = "schedule/cron-syntax" Error {
        message: [
            "empty" => "the cron expression is missing",
            "blank" => "a cron expression has spaces between its fields, and no other blank or invisible sign",
            "count" => "a cron expression has five fields, and `{actual}` has {count}",
            "gap" => "the {field} of `{actual}` has an empty place in its list",
            "part" => "`{part}` is no {field} of a cron expression ({min} to {max})",
        ],
        help: [
            "" => "minute, hour, day of the month, month, weekday: 0 18 * * MON-FRI",
            "blank" => "write spaces for tabs and line breaks",
            "gap" => "remove the spare comma",
        ],
        summary: "The expression cannot be read.",
        why: "The service reads NCronTab: numbers, names, lists, ranges and steps, separated by U+0020, and nothing else.",
        evidence: [
            Spec "Cron.expression@2022-10-01 and later names NCronTab" "2026-08",
            Docs "NCrontab 3.3.3 and its source, run: table of 150 expressions" "2026-11",
            Docs "how-to-create-compute-instance, table of the fields" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * *\"}}]}}}}",
        fix: "writes 0 for a Sunday that was written 7, and spaces for other blanks",
    }
    CRON_ODD = "schedule/cron-odd" Warning {
        message: [
            "seconds" => "`{actual}` has six fields: the first is read as the second",
            "minutes" => "`{actual}` comes in every minute of its hours",
            "never" => "`{actual}` never comes: no such day is in its months",
            "both" => "`{actual}` comes only where both its day of the month and its weekday fit: next on {days}",
            "backwards" => "`{part}` runs backwards, and its ends are read as swapped",
            "letters" => "`{part}` is read as {read}, the first name that begins so",
            "blank" => "a tab, line break or invisible sign beside `{part}` is left out by few readers",
            "number" => "a number in `{part}` is read as {read}",
            "step" => "`{part}` has a step below 1, which is read as 1",
            "single" => "the step of `{part}` is longer than its field: only {read} is left",
        ],
        help: [
            "seconds" => "write five fields, as the documents do",
            "minutes" => "name the minute in the first field, such as 0",
            "never" => "correct day or month",
            "both" => "crontab would take either; write * for one of them, or two schedules",
            "backwards" => "write the smaller value first, or two ranges",
            "letters" => "write three letters of the name",
            "blank" => "remove it",
            "number" => "write it in one or two digits",
            "step" => "leave the step out, or write 2 or more",
            "single" => "write the value, or a shorter step",
        ],
        summary: "The expression is legal, but hardly means what it says.",
        why: "NCronTab is not crontab: both day fields must fit, the ends of a range are swapped, any beginning of a name will do, a sixth field stands in front, and days that no month has are taken.",
        evidence: [
            Docs "NCrontab 3.3.3 and its source, run: table of 150 expressions" "2026-11",
            Docs "how-to-create-compute-instance shows five fields" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"* 18 * * *\"}}]}}}}",
        fix: "drops a first field of 0; removes a blank that is no space",
    }
    BAD_RECURRENCE = "schedule/recurrence" Error {
        message: [
            "frequency" => "the recurrence has no `{@frequency}`",
            "interval" => "an interval of {actual} never comes round",
            "range" => "{actual} is out of range: `{member}` lie between {min} and {max}",
            "zero" => "no month has a day 0",
        ],
        help: [
            "frequency" => "write Day, Week or Month",
            "interval" => "write 1 or more",
            "range" => "write numbers of the clock and the calendar",
            "zero" => "the first day is 1",
        ],
        supersedes: [UNKNOWN_WORD],
        summary: "The recurrence has no frequency, or numbers that no clock or calendar has.",
        why: "It never comes.",
        evidence: [
            Spec "Recurrence.frequency@2026-05-01, its text" "2026-08",
            Reasoning "hours, minutes and days of the calendar" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Recurrence\",\"recurrence\":{\"frequency\":\"Day\",\"interval\":0}}]}}}}",
    }
    RECURRENCE_ODD = "schedule/recurrence-odd" Warning {
        message: [
            "interval" => "`{@interval}` is missing",
            "empty" => "`{member}` is an empty list",
            "ignored" => "`{member}` is ignored with the frequency {frequency}",
            "negative" => "{actual} counts from the end of the month, which not every reader takes",
            "late" => "day {actual} skips the months that have none",
        ],
        help: [
            "interval" => "write 1 for every time",
            "empty" => "name at least one",
            "ignored" => "remove it, or change the frequency",
            "negative" => "write a day between 1 and 28",
            "late" => "write a day between 1 and 28",
        ],
        summary: "The recurrence has members that are missing, empty or ignored, or days that some months lack.",
        why: "The documents compare it with recurrences of Logic Apps, which read it so.",
        evidence: [
            Docs "how-to-create-compute-instance: recurrence as in Logic Apps" "2024-08",
            Docs "public thread azure-docs#79617" "2021-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"recurrence\":{\"frequency\":\"Day\"}}]}}}}",
        fix: "adds an interval of 1",
    }
    BAD_ZONE = "schedule/time-zone" Warning {
        message: [
            "" => "`{actual}` is no Windows name of a time zone that is known here",
            "iana" => "`{actual}` is an IANA name; schedules take the names of Windows",
            "meant" => "`{actual}` is no Windows name of a time zone; `{windows}` is",
        ],
        help: [
            "" => "write a name such as UTC or Pacific Standard Time",
            "meant" => "write {windows}, the name for summer and winter",
            "iana" => "write {windows}",
        ],
        summary: "The time zone is no Windows name.",
        why: "The description asks for the names of Windows; the schedule may run at another hour, or never.",
        evidence: [
            Spec "Cron.timeZone, Recurrence.timeZone@2026-05-01, their texts" "2026-08",
            Docs "list of zones in Unicode CLDR 48" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"timeZone\":\"EST\"}}]}}}}",
        fix: "writes the Windows name",
    }
    BAD_START = "schedule/start-time" Error {
        message: "`{actual}` is no date and time",
        help: "write it like 2026-04-23T01:30:00",
        summary: "startTime is no date and time of the calendar.",
        why: "The description gives the form yyyy-MM-ddTHH:mm:ss, and the scheduler knows no other.",
        evidence: [
            Spec "Cron.startTime, Recurrence.startTime@2026-05-01, their texts" "2026-08",
            Docs "public thread azure-powershell#18237: the scheduler takes no other form" "2022-05"
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"startTime\":\"tomorrow\"}}]}}}}",
    }
    START_FORM = "schedule/start-time-form" Warning {
        message: "`{actual}` is not written as {plain}",
        help: "the zone stands in {@timeZone}; no offset, no fraction, two digits each",
        summary: "startTime is a date and time in another form.",
        why: "The description gives one form, without a zone.",
        evidence: [Spec "Cron.startTime, Recurrence.startTime@2026-05-01, their texts" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"startTime\":\"2026-04-23T01:30\"}}]}}}}",
        fix: "writes the plain form",
    }
    TOO_MANY = "schedule/too-many" Warning {
        message: "{count} schedules are given; an instance may have {limit}",
        summary: "More than four schedules.",
        why: "The documents give the limit.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 6 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 9 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 12 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 15 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
    START_WITHOUT_STOP = "schedule/start-without-stop" Info {
        message: "a schedule starts the instance, but nothing stops it",
        help: "add a schedule that stops it, or {@idleTimeBeforeShutdown}",
        summary: "A start without a stop.",
        why: "The instance is billed until somebody stops it.",
        evidence: [Docs "article on compute targets, section on instances" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Start\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 8 * * *\"}}]}}}}",
    }
    CLASH = "schedule/clash" Warning {
        message: [
            "same" => "two schedules do the same at the same time",
            "opposite" => "one schedule starts the instance at the moment at which another stops it",
        ],
        help: "remove one of them, or change its time",
        summary: "Two enabled schedules have the same trigger.",
        why: "Which of them wins is chance.",
        evidence: [Reasoning "two answers to one question" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}},{\"action\":\"Start\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
}
