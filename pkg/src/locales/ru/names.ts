/** Russian: names, resource ids, regions, durations, identities. */
import type { Messages } from "../../types.js";

export const names: Messages = {
  "name/length": {
    message: {
      "": "{what}: от {min} до {max} знаков, здесь {length}",
      empty: "{what}: пусто",
    },
  },
  "name/characters": {
    message: "{what}: недопустимо {found}",
    help: {
      "": "допустимы {allowed}",
      id: "похоже на идентификатор ресурса; укажите только последнюю часть",
    },
  },
  "name/edges": {
    message: {
      first: "{what}: в начале — {allowed}, а не {found}",
      last: "{what}: в конце — {allowed}, а не {found}",
    },
  },
  "name/hyphen-digits": {
    message: "{what}: имя не может кончаться дефисом и цифрами",
    help: "поставьте букву после последнего дефиса или уберите дефис",
  },
  "name/contested": {
    message: "{what}: не все источники допускают это имя: {rule}",
    help: "имя по более узкому правилу подойдёт везде",
  },
  "name/letter-case": { message: "{what}: без заглавных букв" },
  "name/sequence": { message: "{what}: недопустимо `{sequence}`" },
  "name/not-a-guid": {
    message: "`{actual}` — не GUID (8-4-4-4-12 шестнадцатеричных цифр)",
    help: "скопируйте идентификатор, а не отображаемое имя",
  },
  "name/reserved": {
    message: "`{actual}` в SDK v1 значит другое",
    help: "выберите другое имя",
  },
  "name/two-names": {
    message: "в теле имя `{body}`, в параметре — `{option}`",
    help: "один запрос создаёт одно вычисление; уберите одно из имён",
  },
  "resource-id/not-an-id": {
    message: {
      "": "`{actual}` — не идентификатор ресурса",
      control: "в идентификаторе ресурса есть управляющий символ, например перевод строки или табуляция",
      dots: "в идентификаторе есть `{segment}`, что ведёт в другое место",
    },
    help: "нужен полный идентификатор, например {example}",
  },
  "resource-id/leading-slash": { message: "идентификатор не начинается с косой черты" },
  "resource-id/extra-slash": { message: "в идентификаторе лишняя косая черта" },
  "resource-id/segments": {
    message: {
      missing: "идентификатор кончается раньше `{segment}`",
      surplus: "{title}: идентификатор продолжается дальше — `{segment}`",
      value: "после `{segment}` ничего нет",
    },
    help: "вид такой: {form}",
  },
  "resource-id/fixed-word": {
    message: "`{found}` вместо `{segment}` (часть {position})",
    help: "вид такой: {form}",
  },
  "resource-id/word-case": { message: "`{found}` обычно пишется `{segment}`" },
  "resource-id/subscription": {
    message: "подписка `{found}` — не GUID",
    help: "скопируйте идентификатор подписки, а не её имя",
  },
  "resource-id/part-name": { message: "`{found}` не подходит ({what}): {why}" },
  "resource-id/wrong-type": {
    message: {
      "": "идентификатор называет другой ресурс ({found}), а нужен {wanted}",
      two: "идентификатор называет другой ресурс ({found}), а нужен {wanted} или {other}",
    },
    help: "вид такой: {form}",
  },
  "resource-id/url": {
    message: "это адрес, а не идентификатор ресурса",
    help: "оставьте часть от /subscriptions, без параметров и экранирования",
  },
  "region/malformed": {
    message: { "": "`{actual}` — не имя региона", empty: "регион пуст" },
    help: {
      "": "пишите краткое имя, например westeurope",
      empty: "уберите член или назовите регион, например westeurope",
    },
  },
  "region/display-name": { message: "`{actual}` читается как `{normal}`" },
  "region/unknown": {
    message: "регион `{actual}` здесь неизвестен",
    help: "проверьте написание; список от {date}",
  },
  "region/cluster-elsewhere": {
    message: "кластер в `{region}`, его рабочая область в `{workspace}`",
    help: "данные между регионами передаются и оплачиваются; при управляемой сети это невозможно",
  },
  "region/instance-elsewhere": {
    message: "экземпляр должен быть в `{region}`, а его рабочая область в `{workspace}`",
    help: "экземпляр всегда в регионе рабочей области; уберите регион",
  },
  "duration/malformed": {
    message: {
      "": "`{actual}` — не длительность ISO 8601",
      fraction: "в `{actual}` дробь не у секунд или не после точки",
      invisible: "в длительности есть невидимый знак",
      range: "`{actual}` длиннее, чем вмещает .NET",
      weeks: "`{actual}` считает в неделях, которых нет в длительностях XML Schema и .NET",
    },
    help: {
      "": "пишите PT5M для пяти минут, PT2H для двух часов, P1D для суток",
      fraction: "пишите целые числа меньшей единицы: PT30M для получаса",
      invisible: "наберите заново: PT5M — пять минут",
      range: "не больше 10675199 дней, и ни одного числа больше 2147483647",
      weeks: "неделю пишите как P7D",
    },
  },
  "duration/negative": {
    message: "время ожидания не может быть отрицательным",
    help: "уберите знак минус",
  },
  "duration/odd": {
    message: {
      calendar: "`{actual}` считает в годах или месяцах, длину которых читают по-разному",
      fraction: "в `{actual}` есть доли секунды, их сохраняют не все",
      month: "`{actual}` — это месяц; минуты стоят после T",
      months: "`{actual}` — это месяцы ({count}); минуты стоят после T",
    },
    help: {
      calendar: "пишите дни, часы, минуты и секунды",
      fraction: "пишите целые секунды",
      month: "для минуты пишите PT1M",
      months: "для минут пишите PT{count}M",
    },
  },
  "identity/type-word": {
    message: "`{actual}` — не тип удостоверения",
    help: "известны None, SystemAssigned, UserAssigned и SystemAssigned,UserAssigned",
  },
  "identity/type-spelling": { message: "`{actual}` обычно пишется `{known}`" },
  "identity/ids-missing": {
    message: "типу {actual} нужно хотя бы одно назначаемое пользователем удостоверение",
    help: "перечислите их в userAssignedIdentities, каждое с пустым объектом",
  },
  "identity/ids-not-allowed": {
    message: "тип {actual} не принимает назначаемых пользователем удостоверений",
    help: "выберите UserAssigned или уберите идентификаторы",
  },
  "identity/map-form": {
    message: {
      empty: "пустой набор удостоверений некоторые службы отклоняют",
      "null-entry": "null у удостоверения значит удаление, а при создании удалять нечего",
      "same-id": "два идентификатора называют одно удостоверение",
    },
    help: {
      empty: "уберите его",
      "null-entry": "напишите на его месте {}",
      "same-id": "уберите один из них",
    },
  },
  "identity/system-and-user": {
    message: "по документам — либо системное, либо пользовательские удостоверения, но не вместе",
    help: "служба принимала и то и другое; один вид подойдёт везде",
  },
  "identity/several-user": {
    message: "дано удостоверений: {count}; какое из них основное, не определено",
    help: "в документах речь о первом, но в объекте JSON нет первого",
  },
  "identity/kind": {
    message: "неизвестно, чтобы этот вид пользовался удостоверением",
    help: "уберите его",
  },
};
