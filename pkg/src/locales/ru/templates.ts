/** Russian: deployment templates and Terraform. */
import type { Messages } from "../../types.js";

export const templates: Messages = {
  "template/copies": {
    message: "цикл не может создать {found} копий",
    help: "возможно от 0 до 800 копий",
  },
  "template/duplicate-resource": {
    message: "такое же имя есть у другого вычисления шаблона",
    help: "дайте ему своё имя; в цикле имя должно содержать copyIndex()",
  },
  "template/expression": {
    message: {
      arguments: "`{found}` вызвана с неверным числом аргументов",
      function: "функции `{found}` нет",
      syntax: "`{found}` не читается как выражение",
    },
    help: {
      arguments: "см. её страницу среди функций шаблонов",
      function: "см. список функций шаблонов; своя функция вызывается как пространство.имя",
      syntax:
        "напишите вызов, например [parameters('name')]; обычный текст, который начинается с [, пишется с [[",
    },
  },
  "template/limit": {
    message: {
      depth: "выражения ссылаются друг на друга слишком глубоко, чтобы проследить их здесь",
      size: "при вычислении шаблон становится слишком большим: проверено не всё",
    },
    help: {
      depth: "то, что глубже, считается неизвестным",
      size: "проверьте его части по отдельности",
    },
  },
  "template/name-segments": {
    message: {
      "": "в имени {found} части, а тип требует {wanted}",
      alone: "нет имени рабочей области: в шаблоне имя вычисления состоит из двух частей",
      inside: "в имени {found} части; внутри своей рабочей области у вычисления одна",
    },
    help: {
      "": "напишите имя рабочей области, косую черту и имя вычисления",
      alone: "напишите имя рабочей области, косую черту и имя вычисления",
      inside: "напишите только имя вычисления",
    },
  },
  "template/no-compute": {
    message: {
      "": "ни один ресурс шаблона — не вычисление",
      terraform: "ни один ресурс конфигурации — не вычисление",
    },
    help: {
      "": "их тип — Microsoft.MachineLearningServices/workspaces/computes",
      terraform:
        "вычисления — это azurerm_machine_learning_compute_cluster и подобные, а также azapi_resource типа workspaces/computes",
    },
  },
  "template/not-a-template": {
    message: "в документе нет `resources`",
    help: "у шаблона развёртывания есть список или соответствие `resources`",
  },
  "template/not-deployed": {
    message: {
      "": "с такими значениями параметров ни одно вычисление шаблона не развёртывается",
      terraform: "с такими значениями переменных ни одно вычисление конфигурации не создаётся",
    },
    help: {
      "": "дайте значения развёртывания как `parameters`, например его файл параметров",
      terraform: "дайте значения переменных как `parameters`",
    },
  },
  "template/not-judged": {
    message: {
      "": "какого вида это вычисление, выяснится при развёртывании: ничего в нём не проверено",
      terraform: "тело этого вычисления выяснится при применении: ничего в нём не проверено",
    },
    help: {
      "": "дайте его параметрам значения по умолчанию или сами значения как `parameters`, например файл параметров",
      terraform:
        "дайте его переменным значения по умолчанию или сами значения как `parameters`, либо проверьте план",
    },
  },
  "template/parameter": {
    message: {
      allowed: "значения `{found}` нет среди его allowedValues",
      length: "длина `{found}` выходит за minLength и maxLength",
      missing: "вложенный шаблон не получает значения для `{found}`, а значения по умолчанию у него нет",
      passed: "дано значение для `{found}`, а такого параметра в шаблоне нет",
      range: "значение `{found}` выходит за minValue и maxValue",
      type: "значение `{found}` не того типа, что у параметра",
    },
    help: {
      allowed: "возьмите одно из allowedValues или добавьте это",
      length: "возьмите значение допустимой длины или измените пределы",
      missing: "передайте его или задайте значение по умолчанию",
      passed: "исправьте имя или уберите его",
      range: "возьмите значение в этих пределах или измените их",
      type: 'напишите значение этого типа: 4 и "4" — не одно и то же, true и "true" тоже',
    },
  },
  "template/reference": {
    message: {
      cycle: "значению `{found}` нужно оно само",
      "own-function": "функции `{found}` в шаблоне нет",
      parameter: "параметра `{found}` в шаблоне нет",
      variable: "переменной `{found}` в шаблоне нет",
    },
    help: {
      cycle: "разорвите круг из переменных и значений по умолчанию",
      "own-function": "объявите её в `functions` или исправьте имя",
      parameter: "объявите его в `parameters` или исправьте имя",
      variable: "объявите её в `variables` или исправьте имя",
    },
  },
  "terraform/missing-argument": {
    message: { "": "нет аргумента `{field}`", block: "нет блока `{field}`" },
    help: "его требует `{type}`",
  },
  "terraform/unknown-argument": {
    message: "у `{type}` нет аргумента `{actual}`",
    help: "уберите его или проверьте, как он написан и где стоит",
  },
  "terraform/value": {
    message: {
      text: "`{field}` принимает текст",
      number: "`{field}` принимает целое число",
      boolean: "`{field}` принимает true или false",
      word: "`{actual}` — недопустимое значение `{field}`: {words}",
      map: "`{field}` принимает соответствие текстов",
      list: "`{field}` принимает список текстов",
      block: "`{field}` — это блок, а не аргумент",
      argument: "`{field}` — это аргумент, а не блок",
      several: "блок `{field}` стоит больше одного раза",
      name: "провайдер отклоняет имя `{actual}`",
      empty: "`{field}` — пустой текст",
      type: "`{actual}` — не тип ресурса: нет версии API",
    },
    help: {
      "": "напишите то, что принимает схема провайдера",
      block: "напишите `{field} { … }`, без знака равенства",
      argument: "напишите `{field} = …`",
      several: "оставьте один из них",
      name: "служба приняла бы его; провайдеру нужно: {words}",
      type: "напишите Microsoft.MachineLearningServices/workspaces/computes@ и версию",
    },
  },
  "terraform/no-credential": {
    message: "в блоке `ssh` нет ни `admin_password`, ни `key_value`",
    help: "напишите `key_value` с открытым ключом или уберите блок",
  },
  "terraform/conflicting-arguments": {
    message: "`{field}` и `{actual}` исключают друг друга",
    help: "либо свой сертификат, либо метка, для которой его сделает служба",
  },
};
