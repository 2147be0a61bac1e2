/** Russian: the text of a document, its frame, the shape of its members. */
import type { Messages } from "../../types.js";

export const documents: Messages = {
  "text/not-json": {
    message: {
      "": "это не JSON: {found} там, где ожидается {wanted}",
      "bare-word": "`{found}` — не значение JSON",
      comment: "в JSON нет комментариев",
      control: "внутри текста стоит управляющий символ",
      end: "текст JSON обрывается: не хватает {wanted}",
      escape: "`{found}` — не экранирование JSON",
      number: "`{found}` — не число JSON",
      "single-quotes": "тексты JSON стоят в двойных кавычках, а не в одинарных",
      trailing: "после конца значения JSON что-то стоит: {found}",
      "trailing-comma": "перед закрывающей скобкой стоит запятая",
    },
    help: {
      "": "исправьте текст в этом месте",
      "bare-word": "тексты пишутся в двойных кавычках; без них — числа, true, false и null",
      comment: "удалите комментарий",
      control: "перевод строки пишется \\n, табуляция — \\t",
      end: "закройте каждую открытую скобку и кавычку",
      escape: 'допустимы \\" \\\\ \\/ \\b \\f \\n \\r \\t и \\u с четырьмя шестнадцатеричными цифрами',
      number: "без нулей и плюса в начале, цифры с обеих сторон от десятичной точки",
      "single-quotes": 'пишите "…"',
      trailing: "в одном документе одно вычисление; для нескольких есть validateMany",
      "trailing-comma": "удалите запятую",
    },
  },
  "text/yaml-not-loaded": {
    message: "похоже на YAML, а эта точка входа его не читает",
    help: 'импортируйте validateYaml из "azureml-compute/yaml" или передайте разобранный документ с format "cli-v2"',
  },
  "text/encoding": {
    message: {
      "": "текст не в кодировке UTF-8",
      "lone-surrogate": "половина суррогатной пары стоит одна",
      "utf-16": "текст в UTF-16 или UTF-32, а не в UTF-8",
    },
    help: {
      "": "сохраните файл в UTF-8",
      "lone-surrogate": "запишите символ целиком или обе половины: \\uD8xx\\uDCxx",
    },
  },
  "text/duplicate-key": {
    message: "`{key}` задан дважды с разными значениями",
    help: "оставьте одно: читатель может взять любое",
  },
  "text/repeated-key": {
    message: "`{key}` задан дважды с одним и тем же значением",
    help: "удалите одно из них",
  },
  "report/more": {
    message: "ещё {count} замечаний не показаны: {codes}",
    help: "сначала исправьте показанное или задайте `maxFindings` равным 0, чтобы увидеть всё",
  },
  "text/limit": {
    message: {
      "alias-count": "псевдонимов больше {limit}",
      aliases: "псевдонимы раскрываются больше чем в {limit} значений",
      anchors: "якорей больше {limit}",
      depth: "объекты и списки вложены глубже {limit} уровней",
      key: "ключ длиннее {limit} байт",
      size: "документ больше {limit} байт",
      tags: "тегов больше {limit}",
      tokens: "в тексте YAML больше {limit} лексем",
    },
    help: {
      "alias-count": "напишите, что имеется в виду, целиком",
      aliases: "напишите, что имеется в виду, целиком",
      anchors: "напишите, что имеется в виду, целиком",
      depth: "вычислению хватает дюжины уровней",
      key: "ни имя, ни тег, ни идентификатор не бывают даже близко такими длинными",
      size: "для файла из многих вычислений есть validateMany",
      tags: "уберите теги: значения читаются без них",
      tokens: "столько не нужно ни одному вычислению; разделите файл, по документу на вычисление",
    },
  },
  "text/not-an-object": {
    message: {
      "": "документ — {found}, а не объект",
      empty: "документа нет: текст пуст",
      list: "документ — список, а не объект",
    },
    help: {
      "": "вычисление — это объект с `location` и `properties`",
      list: "передайте один его элемент или все сразу через validateMany",
    },
  },
  "text/unserialisable": {
    message: {
      "": "значение нельзя записать как JSON: {found}",
      bigint: "BigInt нельзя записать как JSON",
      cycle: "объект содержит сам себя",
      depth: "объект вложен слишком глубоко для записи в JSON",
      number: "{found} нельзя записать как JSON: ушло бы null",
    },
    help: "передавайте простые данные: объекты, списки, тексты, конечные числа, true, false, null",
  },
  "envelope/foreign-document": {
    message: {
      cli: "это документ командной строки, а не тело запроса API управления",
      error: "это ответ с ошибкой, а не вычисление",
      list: "это ответ со списком, а не вычисление",
      sdk: "это вызов SDK v1, а не тело запроса API управления",
      template: "это шаблон развёртывания, а не вычисление",
    },
    help: {
      cli: 'передайте format "cli-v2"',
      error: "причина — в его `message`",
      list: "передайте один элемент `value` или используйте validateMany",
      sdk: 'передайте format "sdk-v1"',
      template: 'передайте ресурс из него или format "arm-template"',
    },
  },
  "envelope/properties-missing": {
    message: "нет `properties`",
    help: 'у вычисления есть хотя бы {"properties": {"computeType": …}}',
  },
  "envelope/kind-missing": {
    message: "нет `computeType`",
    help: "назовите вид, например AmlCompute для кластера",
  },
  "envelope/kind-unknown": {
    message: "`{actual}` — не вид вычислений",
    help: "известны {words}",
  },
  "envelope/kind-unpublished": {
    message: "`{actual}` нет ни в одной опубликованной версии API",
    help: "SDK v1 шлёт его с 2020-02-02; что с ним делает служба, нигде не описано",
  },
  "envelope/kind-not-in-version": {
    message: "{actual} появился в {since}, в {version} его нет",
    help: "возьмите более новую версию API",
  },
  "envelope/api-version": {
    message: "`{actual}` нет среди опубликованных версий API",
    help: "последняя стабильная — {newest}",
  },
  "envelope/preview-version": {
    message: "`{actual}` — предварительная версия",
    help: "у предварительных версий нет соглашения об обслуживании, их члены могут исчезнуть",
  },
  "envelope/nesting": {
    message: "`{member}` стоит на уровень выше, чем нужно",
    help: "данные вида лежат в properties.properties",
  },
  "envelope/misplaced-member": {
    message: "место `{member}` — {place}",
    help: "переместите его: здесь он не учитывается",
  },
  "shape/type-mismatch": {
    message: "`{member}`: ожидается {wanted}, дано {found}",
    help: {
      "": "ожидается {wanted}",
      duration: "пишите длительность ISO 8601, например {example}",
      "id-object": 'идентификатор стоит в объекте: {"id": …}',
      list: "возьмите значение в квадратные скобки",
      map: "удостоверения — это соответствие идентификатора и {}",
    },
  },
  "shape/required-missing": { message: "нет `{member}`" },
  "shape/null": { message: "`{member}` равен null и читается как отсутствующий" },
  "shape/unknown-property": {
    message: {
      "": "`{member}` здесь неизвестен",
      near: "`{member}` здесь неизвестен, известен `{nearest}`",
    },
    help: { "": "удалите его или проверьте написание и место", near: "переименуйте его" },
  },
  "shape/property-case": { message: "`{member}` обычно пишется `{known}`" },
  "shape/same-property-twice": {
    message: "`{member}` и `{other}` — один и тот же член с разными значениями",
    help: "оставьте одно: читатель может взять любое",
  },
  "shape/other-kinds-property": {
    message: "`{member}` относится к {other}, а не к {kind}",
    help: "удалите его или выберите другой вид",
  },
  "shape/not-in-version": {
    message: {
      "": "`{member}` появился в {since}, в {version} его нет",
      preview: "`{member}` есть только в предварительных версиях API, а не в {version}",
    },
    help: {
      "": "возьмите более новую версию API или уберите его",
      preview: "возьмите предварительную версию API или уберите его",
    },
  },
  "shape/read-only": { message: "`{member}` задаёт служба, в запросе он не учитывается" },
  "shape/unknown-word": {
    message: {
      "": "`{member}` — одно из: {words}; `{actual}` среди них нет",
      near: "`{actual}` — неизвестное значение `{member}`, известно `{nearest}`",
    },
  },
  "shape/word-case": { message: "`{actual}` обычно пишется `{known}`" },
  "shape/closed-word": { message: "`{member}` — одно из: {words}; `{actual}` среди них нет" },
  "shape/scalar-form": { message: "`{member}` дан как {found} и читается как {known}" },
  "shape/integer": {
    message: {
      fraction: "`{member}` — целое число, у {actual} есть дробная часть",
      range: "`{member}` лежит от {min} до {max}, а {actual} — нет",
      text: "`{member}` — целое число; текст {actual} как число не читается",
    },
  },
  "shape/port": { message: "`{member}` — порт от 1 до 65535; {actual} — не порт" },
  "shape/blank-edges": { message: "`{member}` начинается или кончается пробелом" },
  "placeholder/brackets": {
    message: "`{found}` не заполнено",
    help: "поставьте на его место настоящее значение",
  },
  "placeholder/expression": {
    message: "`{found}` — выражение, здесь оно не вычисляется",
    help: "проверьте шаблон после подстановки параметров",
  },
  "placeholder/sample": {
    message: "`{found}` похоже на значение из примера",
    help: "поставьте на его место настоящее значение",
  },
  "tags/limit": {
    message: {
      characters: "`{found}` не может стоять в имени тега",
      count: "тегов {count}, а можно не больше {limit}",
      key: "в имени тега от 1 до {limit} знаков, здесь {count}",
      value: "в значении тега не больше {limit} знаков, здесь {count}",
    },
  },
  "tags/same-key": {
    message: "`{key}` и `{other}` для ARM — один тег",
    help: "ARM оставит один из них",
  },
};
