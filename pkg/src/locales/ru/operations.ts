/** Russian: updates, conflicts, quota, guardrails, policies. */
import type { Messages } from "../../types.js";

export const operations: Messages = {
  "update/create-only": {
    message: "`{member}` задаётся только при создании",
    help: "создайте новое вычисление или отсоедините это и присоедините заново",
  },
  "update/needs-action": {
    message: "`{member}` не меняют ни PUT, ни PATCH, для него есть отдельное действие",
    help: {
      "": "такие действия есть только в предварительных версиях API",
      schedules:
        "расписания готового экземпляра меняют в студии или действием updateSchedules в версии API 2021-03-01-preview",
    },
  },
  "update/schedules": {
    message: "PUT экземпляра с расписаниями служба отклоняет, даже если ничего не меняется",
    help: "расписания меняют в студии или действием updateSchedules в версии API 2021-03-01-preview; всё остальное, что изменил бы PUT, требует нового экземпляра",
  },
  "update/reattach": {
    message:
      "TLS присоединённого кластера меняет PUT; если служба откажет, отсоедините кластер и присоедините заново",
    help: "сначала отсоедините: второе присоединение того же кластера ломает первое",
  },
  "update/patch-members": {
    message: "PATCH не меняет `{member}`",
    help: "он знает только {@scaleSettings} и identity; шлите всё тело через PUT",
  },
  "update/patch-shape": {
    message: "`{@scaleSettings}` стоит не на том уровне для {version}",
    help: "с 2021-07-01 его место — properties.properties, раньше — properties",
  },
  "update/drops-member": {
    message: "`{member}` у вычисления задан, а здесь его нет",
    help: "PUT заменяет всё целиком; задайте его снова или используйте PATCH",
  },
  "update/no-change": { message: "вычисление уже такое" },
  "update/login-port": {
    message: "порт входа останется как есть; «не задано» имеет смысл только при создании",
  },
  "update/loses-secret": {
    message: "ни один ответ не сообщает `{member}`, и PUT без него может его потерять",
    help: "задайте его снова",
  },
  "update/same-name": {
    message: "новое вычисление под старым именем возвращалось как `{old}`, а не `{new}`",
    help: "возьмите другое имя или подождите несколько минут между удалением и созданием",
  },
  "update/busy": {
    message: "вычисление сейчас: {state}; пока это не кончится, оно не меняется",
    help: "подождите, пока оно успокоится",
  },
  "conflict/already-attached": {
    message: "`{other}` присоединён к той же цели; второе присоединение ломает первое",
    help: "сначала отсоедините его, даже чтобы изменить его настройки",
  },
  "conflict/shared-cluster": {
    message: "`{other}` использует тот же кластер; дайте каждому своё пространство имён",
  },
  "conflict/name-exists": {
    message: "вычисление с таким именем есть ({state}); запрос изменил бы его",
    help: "выберите другое имя или проверяйте как изменение",
  },
  "conflict/kind-differs": {
    message: "вычисление с таким именем есть, и это {other}",
    help: "выберите другое имя",
  },
  "conflict/instance-name": {
    message: {
      "": "экземпляр с таким именем есть в рабочей области `{other}` того же региона",
      answer: "служба говорит, что имя не свободно: {answer}",
    },
    help: "выберите другое имя; имена экземпляров в регионе не повторяются",
  },
  "facts/unread": {
    message: {
      "": "{fact}: не прочитано ({code}), по нему ничего не проверено",
      auth: "{fact}: не прочитано: вход не выполнен или выполнен не туда ({code})",
      missing: "{fact}: не найдено ({code})",
      "not-allowed": "{fact}: не прочитано: нет прав ({code})",
      throttled: "{fact}: не прочитано: слишком много вызовов ({code})",
    },
    help: {
      "": "проверьте ещё раз позже",
      auth: "войдите; проверьте клиента и получателя маркера",
      missing: "проверьте имена подписки, группы, рабочей области и региона",
      "not-allowed": "попросите роль с чтением рабочей области и подписки",
      throttled: "подождите немного и проверьте снова",
    },
  },
  "quota/no-node": {
    message: "узел занимает ядер: {needed}; {pool}: предел {limit}",
    help: "запросите квоту больше или выберите размер меньше",
  },
  "quota/instance": {
    message: "экземпляр занимает ядер: {needed}; {pool}: осталось {free}",
    help: "запросите квоту больше или выберите размер меньше",
  },
  "quota/nodes": {
    message: "узлы ({count}) занимают ядер: {needed}; {pool}: осталось {free}, хватит на {fits}",
    help: "уменьшите число узлов или запросите квоту больше",
  },
  "quota/clusters-full": {
    message: "в регионе {limit} вычислений, и это предел",
    help: "удалите одно или запросите квоту больше",
  },
  "quota/facts": {
    message: "в сведениях об использовании нет {pool}; квота не проверена",
    help: "передайте ответ операции usages для региона вычисления",
  },
  "guardrail/kind": { message: "вычисления вида {actual} здесь не разрешены" },
  "guardrail/vm-size": {
    message: {
      "": "размер `{actual}` здесь не разрешён",
      cores: "у `{actual}` ядер {count}, здесь разрешено не больше {limit}",
      gpu: "у `{actual}` есть GPU, здесь это не разрешено",
    },
  },
  "guardrail/price": {
    message: {
      "": "`{actual}` стоит {price} {currency} в час; здесь разрешено не больше {limit}",
      nodes: "узлы `{actual}` ({count}) стоят {price} {currency} в час; здесь разрешено не больше {limit}",
    },
    help: "выберите размер меньше или меньше узлов",
  },
  "guardrail/price-unknown": {
    message: {
      "": "предел {limit} {currency} в час не с чем сравнить: цена `{actual}` не дана",
      pages: "предел {limit} {currency} в час не с чем сравнить: на данных страницах цен нет `{actual}`",
    },
    help: {
      "": "дайте facts.prices или facts.vmSizes с ценой этого размера для этих региона, приоритета и валюты",
      pages: "дайте ответы всех страниц списком или спросите службу только об этом размере",
    },
  },
  "guardrail/region": { message: "вычисления в `{actual}` здесь не разрешены" },
  "guardrail/undecided": {
    message: {
      absent: "нельзя сказать, соблюдено ли `{setting}`: без `{member}` решает служба",
      kind: "нельзя сказать, соблюдено ли `{setting}`: этот вид вычислений неизвестен",
      value: "нельзя сказать, соблюдено ли `{setting}`: значение неизвестно или не читается",
    },
    help: {
      absent: "напишите его или передайте параметром",
      kind: "назовите известный вид или внесите этот в allowedKinds",
      value: "напишите значение, которое можно сравнить",
    },
  },
  "guardrail/nodes": { message: "узлов {actual}, здесь разрешено {limit}" },
  "guardrail/idle": {
    message: {
      "": "время простоя {actual} с больше разрешённых здесь {limit} с",
      absent: "здесь требуется время простоя",
    },
  },
  "guardrail/member": { message: "`{member}` здесь обязан быть {wanted}" },
  "guardrail/labels": {
    message: {
      name: "имена здесь следуют образцу `{member}`",
      tag: "здесь обязателен тег `{member}`",
    },
  },
  "policy/local-auth": {
    message: "локальные учётные записи не выключены",
    help: "задайте {@disableLocalAuth} {@disableLocalAuth=true}",
  },
  "policy/idle-shutdown": {
    message: "экземпляр не останавливается при простое",
    help: "задайте {@idleTimeBeforeShutdown}, например {@idleTimeBeforeShutdown=PT60M}",
  },
  "policy/latest-image": {
    message: "образ экземпляра старее последнего",
    help: "создайте его заново, чтобы получить последний образ",
  },
  "policy/min-nodes": {
    message: "минимум узлов не 0",
    help: "задайте {@minNodeCount} 0",
  },
  "policy/virtual-network": {
    message: {
      "": "вычисление не в виртуальной сети",
      kind: "политика требует подсеть, которой у вычислений вида {kind} не бывает",
    },
    help: {
      "": "укажите подсеть",
      kind: "исключите в этой политике правило для вычислений этого вида",
    },
  },
  "policy/no-public-ip": {
    message: "у машин общедоступные адреса",
    help: "задайте {@enableNodePublicIp} {@enableNodePublicIp=false}",
  },
};
