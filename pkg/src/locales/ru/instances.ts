/** Russian: schedules, scripts and applications of instances, and actions on what is there. */
import type { Messages } from "../../types.js";

const WORKSPACE_PATH = "напишите путь вида Users/me/setup.sh";

export const instances: Messages = {
  "access/key-for-another-user": {
    message: "экземпляру для другого человека ключ дать нельзя",
    help: "уберите ключ; этот человек добавит его потом в студии",
  },
  "access/key-unused": {
    message: "ключ дан, а SSH не включён",
    help: "задайте {@sshPublicAccess} {@sshPublicAccess=Enabled} сейчас, потом не изменить, или уберите ключ",
  },
  "access/ssh-without-key": {
    message: "никто не войдёт: SSH включён без ключа",
    help: "дайте {@adminPublicKey}; переключатель потом не изменить",
  },
  "instance/idle-role": {
    message: "с удостоверением простой останавливает экземпляр, только если оно вправе это сделать",
    help: "дайте удостоверению роль Contributor на экземпляре",
  },
  "lifecycle/not-for-kind": {
    message: "`{action}` не бывает у {kind}",
    help: {
      "": "запускают, останавливают, перезапускают и меняют в размере только экземпляры",
      keys: "у этого вида нет ключей",
      nodes: "узлы есть только у кластеров",
      scale: "масштаб меняют только у кластеров",
    },
  },
  "lifecycle/pointless": {
    message: {
      "": "экземпляр сейчас {state}; `{action}` ему ничего не даст",
      transit: "экземпляр сейчас {state}; до конца этого действия не принимаются",
    },
    help: {
      "": "посмотрите, что пошло не так, или создайте новый",
      transit: "подождите, пока он успокоится",
    },
  },
  "lifecycle/preview-action": {
    message: "`{action}` есть только в предварительных версиях API, а не в {version}",
    help: "возьмите предварительную версию, например {newest}",
  },
  "lifecycle/removal": {
    message: {
      made: "`detach` — для присоединённого, а {kind} создала рабочая область",
      own: "`delete` удалит ваш ресурс {kind}, а не только присоединение",
      refused: "`delete` для {kind} отвергается: он присоединён",
    },
    help: {
      made: "удалите его",
      own: "отсоедините его; блокировка группы ресурсов мешает и тому и другому",
      refused: "отсоедините его; блокировка группы мешает обоим, а Kubernetes оставляет свои поды",
    },
  },
  "lifecycle/state": {
    message: "экземпляр сейчас {state}; запускают только остановленный (Stopped)",
    help: "подождите остановки или перезапустите работающий",
  },
  "schedule/action-missing": {
    message: "расписание не говорит, что делать: нет `{@action}`",
    help: "напишите Start или Stop",
  },
  "schedule/clash": {
    message: {
      opposite: "одно расписание запускает экземпляр в тот же миг, когда другое останавливает",
      same: "два расписания делают одно и то же в одно время",
    },
    help: "уберите одно или измените его время",
  },
  "schedule/cron-odd": {
    message: {
      backwards: "`{part}` идёт назад, и его концы читаются наоборот",
      blank: "табуляцию, перевод строки или невидимый знак рядом с `{part}` пропускают не все",
      both: "`{actual}` срабатывает, только если подходят и число, и день недели: ближайшие дни {days}",
      letters: "`{part}` читается как {read}: первое имя, которое так начинается",
      minutes: "`{actual}` срабатывает каждую минуту своих часов",
      never: "`{actual}` не сработает: такого дня в этих месяцах нет",
      number: "число в `{part}` читается как {read}",
      seconds: "в `{actual}` шесть полей: первое читается как секунда",
      single: "шаг в `{part}` длиннее поля: остаётся только {read}",
      step: "шаг в `{part}` меньше 1 и читается как 1",
    },
    help: {
      backwards: "сначала меньшее значение или два диапазона",
      blank: "уберите его",
      both: "crontab взял бы любое из двух; в одном поле пишите * или задайте два расписания",
      letters: "пишите три буквы имени",
      minutes: "назовите минуту в первом поле, например 0",
      never: "исправьте день или месяц",
      number: "пишите одну или две цифры",
      seconds: "пишите пять полей, как в документах",
      single: "пишите само значение или шаг короче",
      step: "уберите шаг или пишите 2 и больше",
    },
  },
  "schedule/cron-syntax": {
    message: {
      blank: "между полями выражения cron стоят пробелы, и никаких других пустых или невидимых знаков",
      count: "в выражении cron пять полей, а в `{actual}` их {count}",
      empty: "нет выражения cron",
      gap: "{field} в `{actual}`: пустое место в списке",
      part: "`{part}` — не {field} выражения cron (от {min} до {max})",
    },
    help: {
      "": "минута, час, день месяца, месяц, день недели: 0 18 * * MON-FRI",
      gap: "уберите лишнюю запятую",
      blank: "пишите пробелы вместо табуляций и переводов строк",
    },
  },
  "schedule/recurrence": {
    message: {
      frequency: "у повторения нет `{@frequency}`",
      interval: "промежуток {actual} никогда не наступит",
      range: "{actual} вне пределов: `{member}` — от {min} до {max}",
      zero: "в месяце нет дня 0",
    },
    help: {
      frequency: "пишите Day, Week или Month",
      interval: "пишите 1 или больше",
      range: "пишите числа часов и календаря",
      zero: "первый день — 1",
    },
  },
  "schedule/recurrence-odd": {
    message: {
      empty: "`{member}` — пустой список",
      ignored: "`{member}` при частоте {frequency} не учитывается",
      interval: "нет `{@interval}`",
      late: "день {actual} пропускает месяцы, где его нет",
      negative: "{actual} считается от конца месяца, это понимают не все",
    },
    help: {
      empty: "назовите хотя бы одно",
      ignored: "уберите его или измените частоту",
      interval: "пишите 1, чтобы каждый раз",
      late: "пишите день от 1 до 28",
      negative: "пишите день от 1 до 28",
    },
  },
  "schedule/start-time": {
    message: "`{actual}` — не дата и время",
    help: "пишите как 2026-04-23T01:30:00",
  },
  "schedule/start-time-form": {
    message: "`{actual}` записывается как {plain}",
    help: "пояс стоит в {@timeZone}; без смещения, без долей, по две цифры",
  },
  "schedule/time-zone": {
    message: {
      "": "`{actual}` — не известное здесь имя часового пояса Windows",
      iana: "`{actual}` — имя IANA, а расписания берут имена Windows",
      meant: "`{actual}` — не имя пояса Windows, а `{windows}` — имя",
    },
    help: {
      "": "пишите имя вида UTC или Pacific Standard Time",
      iana: "напишите {windows}",
      meant: "напишите {windows}, имя и для лета, и для зимы",
    },
  },
  "schedule/trigger-missing": {
    message: {
      "": "расписание не говорит когда: нет ни `{@cron}`, ни `{@recurrence}`",
      told: "по типу запуск задаёт {member}, а `{member}` нет",
    },
    help: {
      "": "задайте одно из двух",
      told: "задайте его или исправьте {@triggerType}",
    },
  },
  "schedule/trigger-odd": {
    message: {
      both: "даны `{@cron}` и `{@recurrence}`, а `{@triggerType}` не выбирает",
      deprecated: "`{@schedule}` устарел",
      spare: "даны и cron, и recurrence; `{member}` не учитывается",
      type: "нет `{@triggerType}`",
    },
    help: {
      both: "оставьте одно и назовите его в {@triggerType}",
      deprecated: "используйте cron или recurrence",
      spare: "уберите его",
      type: "пишите Cron или Recurrence",
    },
  },
  "schedule/too-many": { message: "расписаний {count}, а документы допускают {limit}" },
  "schedule/start-without-stop": {
    message: "расписание запускает экземпляр, а ничто не останавливает",
    help: "добавьте расписание остановки или время простоя",
  },
  "script/content": {
    message: {
      absolute: "путь сценария начинается от корня, а читается из хранилища рабочей области",
      binary: "после расшифровки base64 сценарий — не текст",
      ending: "сценарий не кончается на .sh",
      padding: "в base64 сценария не хватает дополнения",
      plain: "встроенный сценарий даётся в base64, а это не base64",
      up: "путь сценария ведёт вверх",
    },
    help: {
      absolute: WORKSPACE_PATH,
      binary: "дайте сценарий оболочки",
      ending: "запускаются сценарии оболочки; проверьте путь",
      padding: "добавьте дополнение",
      plain: "закодируйте его",
      up: WORKSPACE_PATH,
    },
  },
  "script/data": {
    message: "сценария нет: `{@scriptData}` пуст",
    help: "дайте сценарий в base64 или его путь в хранилище рабочей области",
  },
  "script/source": {
    message: {
      "": "`{@scriptSource}` — inline или workspaceStorage, а не `{actual}`",
      absent: "нет `{@scriptSource}`: inline или workspaceStorage",
    },
    help: "inline — сценарий в base64, workspaceStorage — путь в хранилище рабочей области",
  },
  "script/source-url": {
    message: "`{@scriptSource}` — адрес; экземпляр создастся, а настройка не пройдёт",
    help: "положите сценарий в хранилище рабочей области или дайте его в base64",
  },
  "script/timeout": {
    message: "`{actual}` — не предел времени сценария",
    help: "число и за ним s, m, h или d: 15m",
  },
  "service/endpoint": {
    message: {
      target: "точка не называет порт в контейнере: нет `{@target}`",
      twice: "порт {actual} уже опубликован другой точкой",
    },
    help: { target: "дайте порт, который слушает приложение", twice: "выберите другой порт" },
  },
  "service/image": {
    message: "у приложения нет образа: `{@reference}` пуст",
    help: "назовите образ, например ghcr.io/azure/rstudio-workbench:1.0",
  },
  "service/image-tag": {
    message: {
      absent: "у `{actual}` нет тега: с новым образом меняется то, что работает",
      latest: "`{actual}` — самый новый: с новым образом меняется то, что работает",
    },
    help: "назовите тег или дайджест",
  },
  "service/name": {
    message: { absent: "у приложения нет имени", twice: "`{actual}` — имя и другого приложения" },
    help: "дайте каждому приложению своё имя",
  },
  "service/port-reserved": {
    message: "`{member}` {actual} вне портов для приложений, от {min} до {max}",
    help: "выберите порт между ними",
  },
  "service/privileged": {
    message: "контейнер привилегированный: кто в нём, тот владеет экземпляром",
    help: "уберите `{@privileged}`, если приложение работает без него",
  },
  "service/settings-odd": {
    message: {
      azureml: "`{actual}` похож на образ из реестра, а тип у него azureml",
      blank: "в имени образа `{actual}` пробел",
      host: "`{actual}` — не IP-адрес",
      npipe: "именованные каналы есть только в Windows, а экземпляры — Linux",
      options: "`{member}` не сочетается с томом типа {found}",
      relative: "`{actual}` — не путь от корня контейнера",
      variable: "`{actual}` не может быть именем переменной среды",
    },
    help: {
      azureml: "задайте тип docker или назовите среду рабочей области",
      blank: "уберите пробел",
      host: "дайте адрес экземпляра или уберите его",
      npipe: "используйте bind",
      options: "уберите его или выберите другой тип",
      relative: "начните с косой черты",
      variable: "имена не пусты и без знака равенства",
    },
  },
  "service/volume": {
    message: {
      size: "размер {actual} не оставляет в томе места",
      source: "том не говорит, что подключается: нет `{@source}`",
      target: "том не говорит, куда подключается: нет `{@target}`",
      twice: "`{actual}` — место и другого тома этого приложения",
    },
    help: {
      size: "задайте, сколько байт он вмещает, или уберите размер",
      source: "дайте путь на экземпляре",
      target: "дайте путь в контейнере",
      twice: "подключите его по другому пути",
    },
  },
};
