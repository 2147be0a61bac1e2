//! What can be wrong with a schedule.

use crate::diagnostics::codes;
use crate::schema::UNKNOWN_WORD;

codes! {
    ACTION_MISSING = "schedule/action-missing" Error {
        message: "the schedule has no action: `{@action}` is missing",
        help: "write Start or Stop",
        supersedes: [UNKNOWN_WORD],
        summary: "A schedule has no action.",
        why: "It does nothing; the API description requires the property.",
        evidence: [
            Spec "ComputeStartStopSchedule.action@2022-10-01 and later, its text" "2026-08",
            Sdk "azure-ai-ml 1.35.2 rejects it" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
    TRIGGER_MISSING = "schedule/trigger-missing" Error {
        message: [
            "" => "the schedule has no trigger: neither `{@cron}` nor `{@recurrence}` is given",
            "told" => "the type of the trigger is {member}, but `{member}` is missing",
        ],
        help: [
            "" => "give one of them",
            "told" => "give it, or correct {@triggerType}",
        ],
        summary: "A schedule has no trigger, or a trigger of another type than it says.",
        why: "It never runs.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, descriptions of its properties" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\"}]}}}}",
    }
    TRIGGER_ODD = "schedule/trigger-odd" Warning {
        message: [
            "type" => "`{@triggerType}` is missing",
            "both" => "both `{@cron}` and `{@recurrence}` are given, and `{@triggerType}` does not choose",
            "spare" => "`{member}` is ignored: the schedule uses the other trigger",
            "deprecated" => "`{@schedule}` is deprecated",
        ],
        help: [
            "type" => "write Cron or Recurrence",
            "both" => "keep one of them, and set {@triggerType} to it",
            "spare" => "remove it",
            "deprecated" => "use cron or recurrence",
        ],
        supersedes: [UNKNOWN_WORD],
        summary: "The trigger type is missing, two triggers are given, or the deprecated property is used.",
        why: "The API description requires the type and exactly one trigger of that type.",
        evidence: [Spec "ComputeStartStopSchedule@2026-05-01, descriptions of its properties" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"},\"recurrence\":{\"frequency\":\"Day\",\"interval\":1}}]}}}}",
        fix: "adds the type, or removes what is ignored",
    }
    CRON_SYNTAX = "schedule/cron-syntax" Error {
        message: [
            "empty" => "the cron expression is missing",
            "blank" => "fields of a cron expression are separated by spaces, not by other white space or invisible characters",
            "count" => "a cron expression has five fields, but `{actual}` has {count}",
            "gap" => "the {field} of `{actual}` has an empty item in its list",
            "part" => "`{part}` is not a valid {field} of a cron expression ({min} to {max})",
        ],
        help: [
            "" => "minute, hour, day of the month, month, weekday: 0 18 * * MON-FRI",
            "blank" => "replace tabs and line breaks with spaces",
            "gap" => "remove the extra comma",
        ],
        summary: "The expression cannot be read.",
        why: "The service uses NCronTab: numbers, names, lists, ranges and steps, separated by U+0020, and nothing else.",
        evidence: [
            Spec "Cron.expression@2022-10-01 and later names NCronTab" "2026-08",
            Docs "NCrontab 3.3.3 and its source, run: table of 150 expressions" "2026-11",
            Docs "how-to-create-compute-instance, table of the fields" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * *\"}}]}}}}",
        fix: "replaces 7 with 0 for Sunday, and other white space with spaces",
    }
    CRON_ODD = "schedule/cron-odd" Warning {
        message: [
            "seconds" => "`{actual}` has six fields: the first is read as seconds",
            "minutes" => "`{actual}` runs every minute of its hours",
            "never" => "`{actual}` never runs: its months have no such day",
            "both" => "`{actual}` runs only when both its day of the month and its weekday match: next on {days}",
            "backwards" => "`{part}` is a descending range, whose ends are swapped by the reader",
            "letters" => "`{part}` is read as {read}, the first name that starts with it",
            "blank" => "a tab, line break or invisible character next to `{part}` is not accepted by every reader",
            "number" => "a number in `{part}` is read as {read}",
            "step" => "the step of `{part}` is below 1 and is read as 1",
            "single" => "the step of `{part}` is longer than its field: only {read} is left",
        ],
        help: [
            "seconds" => "write five fields, as in the documentation",
            "minutes" => "set the minute in the first field, such as 0",
            "never" => "correct the day or the month",
            "both" => "unlike crontab, both must match; write * for one of them, or use two schedules",
            "backwards" => "write the smaller value first, or two ranges",
            "letters" => "write the first three letters of the name",
            "blank" => "remove it",
            "number" => "write it with one or two digits",
            "step" => "remove the step, or write 2 or more",
            "single" => "write the value, or a shorter step",
        ],
        summary: "The expression is valid, but probably not what you mean.",
        why: "NCronTab is not crontab: both day fields must match, descending ranges are swapped, any start of a name is accepted, a sixth field means seconds, and days that no month has are accepted.",
        evidence: [
            Docs "NCrontab 3.3.3 and its source, run: table of 150 expressions" "2026-11",
            Docs "how-to-create-compute-instance shows five fields" "2024-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"* 18 * * *\"}}]}}}}",
        fix: "removes a first field of 0, or white space that is not a space",
    }
    BAD_RECURRENCE = "schedule/recurrence" Error {
        message: [
            "frequency" => "the recurrence has no `{@frequency}`",
            "interval" => "the interval must be at least 1, not {actual}",
            "range" => "{actual} is out of range: `{member}` must be from {min} to {max}",
            "zero" => "a month has no day 0",
        ],
        help: [
            "frequency" => "write Day, Week or Month",
            "interval" => "write 1 or more",
            "range" => "use values of the clock and the calendar",
            "zero" => "the first day is 1",
        ],
        supersedes: [UNKNOWN_WORD],
        summary: "The recurrence has no frequency, or values that no clock or calendar has.",
        why: "It never runs.",
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
            "negative" => "{actual} counts from the end of the month, which not every reader supports",
            "late" => "day {actual} skips months that do not have it",
        ],
        help: [
            "interval" => "write 1 to run every time",
            "empty" => "add at least one value",
            "ignored" => "remove it, or change the frequency",
            "negative" => "write a day between 1 and 28",
            "late" => "write a day between 1 and 28",
        ],
        summary: "The recurrence has properties that are missing, empty or ignored, or days that some months do not have.",
        why: "The documentation compares it with Logic Apps recurrences, which work this way.",
        evidence: [
            Docs "how-to-create-compute-instance: recurrence as in Logic Apps" "2024-08",
            Docs "public thread azure-docs#79617" "2021-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"recurrence\":{\"frequency\":\"Day\"}}]}}}}",
        fix: "adds an interval of 1",
    }
    BAD_ZONE = "schedule/time-zone" Warning {
        message: [
            "" => "`{actual}` is not a known Windows time zone name",
            "iana" => "`{actual}` is an IANA name; schedules use Windows time zone names",
            "meant" => "`{actual}` is not a Windows time zone name; `{windows}` is",
        ],
        help: [
            "" => "write a name such as UTC or Pacific Standard Time",
            "meant" => "write {windows}, the name for both summer and winter",
            "iana" => "write {windows}",
        ],
        summary: "The time zone is not a Windows name.",
        why: "The API description requires Windows names; the schedule may run at another hour, or never.",
        evidence: [
            Spec "Cron.timeZone, Recurrence.timeZone@2026-05-01, their descriptions" "2026-08",
            Docs "list of zones in Unicode CLDR 48" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"timeZone\":\"EST\"}}]}}}}",
        fix: "writes the Windows name",
    }
    BAD_START = "schedule/start-time" Error {
        message: "`{actual}` is not a valid date and time",
        help: "write it like 2026-04-23T01:30:00",
        summary: "startTime is not a date and time of the calendar.",
        why: "The API description gives the form yyyy-MM-ddTHH:mm:ss, and the scheduler accepts no other.",
        evidence: [
            Spec "Cron.startTime, Recurrence.startTime@2026-05-01, their descriptions" "2026-08",
            Docs "public thread azure-powershell#18237: the scheduler takes no other form" "2022-05"
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"startTime\":\"tomorrow\"}}]}}}}",
    }
    START_FORM = "schedule/start-time-form" Warning {
        message: "`{actual}` should be written as {plain}",
        help: "set the zone in {@timeZone}; use no offset, no fraction and two digits each",
        summary: "startTime is a date and time in another form.",
        why: "The API description gives one form, without a zone.",
        evidence: [Spec "Cron.startTime, Recurrence.startTime@2026-05-01, their descriptions" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\",\"startTime\":\"2026-04-23T01:30\"}}]}}}}",
        fix: "writes the plain form",
    }
    TOO_MANY = "schedule/too-many" Warning {
        message: "{count} schedules are given; an instance can have {limit}",
        summary: "More than four schedules.",
        why: "The documentation gives the limit.",
        evidence: [Docs "how-to-create-compute-instance" "2024-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 6 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 9 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 12 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 15 * * *\"}},{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
    START_WITHOUT_STOP = "schedule/start-without-stop" Info {
        message: "a schedule starts the instance, but nothing stops it",
        help: "add a schedule that stops it, or {@idleTimeBeforeShutdown}",
        summary: "A start schedule without a stop.",
        why: "The instance is billed until somebody stops it.",
        evidence: [Docs "article on compute targets, section on instances" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Start\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 8 * * *\"}}]}}}}",
    }
    CLASH = "schedule/clash" Warning {
        message: [
            "same" => "two schedules do the same at the same time",
            "opposite" => "one schedule starts the instance at the same moment as another stops it",
        ],
        help: "remove one of them, or change its time",
        summary: "Two enabled schedules have the same trigger.",
        why: "The result is not predictable.",
        evidence: [Reasoning "two responses to one question" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"schedules\":{\"computeStartStop\":[{\"action\":\"Stop\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}},{\"action\":\"Start\",\"triggerType\":\"Cron\",\"cron\":{\"expression\":\"0 18 * * *\"}}]}}}}",
    }
}
