// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import dev.parley.actionhost.state.DeployedFiles.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The triggers of a namespace, and the rules by which they invoke actions. */
final class Triggers {
  private final Namespace namespace;
  private final EntityFiles files;
  private final Map<String, TriggerEntity> triggers = new TreeMap<>();
  private final Map<String, RuleEntity> rules = new TreeMap<>();

  Triggers(Namespace namespace, EntityFiles files) {
    this.namespace = namespace;
    this.files = files;
  }

  /** Takes over what was deployed before. */
  synchronized void load() {
    files.triggers().forEach(trigger -> triggers.put(trigger.name(), trigger));
    files.rules().forEach(rule -> rules.put(rule.name(), rule));
  }

  synchronized TriggerEntity putTrigger(String name, boolean overwrite, JsonObject json)
      throws ApiException {
    Namespace.requireName(name);
    TriggerEntity old = triggers.get(name);
    Namespace.requirePlace(old, overwrite, triggers.size());
    TriggerEntity entity =
        old == null
            ? TriggerEntity.read(new Place(namespace.name(), name, 1), json)
            : old.update(json);
    files.put(Kind.TRIGGER, name, entity.toJson(List.of()));
    triggers.put(name, entity);
    return entity;
  }

  synchronized TriggerEntity getTrigger(String name) throws ApiException {
    return Namespace.found(triggers.get(name));
  }

  /** Deletes a trigger; its rules stay, inactive. */
  synchronized TriggerEntity deleteTrigger(String name) throws ApiException {
    TriggerEntity entity = getTrigger(name);
    for (RuleEntity rule : rulesOf(name)) {
      put(rule.withActive(false));
    }
    files.delete(Kind.TRIGGER, name);
    triggers.remove(name);
    return entity;
  }

  synchronized List<TriggerEntity> allTriggers() {
    return List.copyOf(triggers.values());
  }

  /** The rules that start from a trigger, inactive ones included. */
  synchronized List<RuleEntity> rulesOf(String trigger) {
    List<RuleEntity> found = new ArrayList<>();
    for (RuleEntity rule : rules.values()) {
      if (rule.trigger().equals(trigger)) {
        found.add(rule);
      }
    }
    return found;
  }

  synchronized RuleEntity putRule(String name, boolean overwrite, JsonObject json)
      throws ApiException {
    Namespace.requireName(name);
    RuleEntity old = rules.get(name);
    Namespace.requirePlace(old, overwrite, rules.size());
    RuleEntity entity;
    if (old == null) {
      JsonObject isNew = json.deepCopy();
      isNew.remove("status");
      entity = RuleEntity.read(new Place(namespace.name(), name, 1), isNew);
    } else {
      entity = old.update(json);
    }
    if (!triggers.containsKey(entity.trigger()) || namespace.find(entity.action()).isEmpty()) {
      throw new ApiException(400, "The trigger or the action of the rule does not exist.");
    }
    put(entity);
    return entity;
  }

  /** Lets a rule act, or not any more. */
  synchronized void setActive(String name, boolean active) throws ApiException {
    RuleEntity rule = getRule(name);
    if (!triggers.containsKey(rule.trigger())) {
      throw new ApiException(404, "Only rules with existing triggers can be activated");
    }
    put(rule.withActive(active));
  }

  private void put(RuleEntity rule) throws ApiException {
    files.put(Kind.RULE, rule.name(), rule.toJson());
    rules.put(rule.name(), rule);
  }

  synchronized RuleEntity getRule(String name) throws ApiException {
    return Namespace.found(rules.get(name));
  }

  synchronized RuleEntity deleteRule(String name) throws ApiException {
    RuleEntity rule = getRule(name).withActive(false);
    files.delete(Kind.RULE, name);
    rules.remove(name);
    return rule;
  }

  synchronized List<RuleEntity> allRules() {
    return List.copyOf(rules.values());
  }
}
