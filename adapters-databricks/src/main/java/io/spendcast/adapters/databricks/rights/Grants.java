package io.spendcast.adapters.databricks.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import java.util.Set;
import java.util.TreeSet;

/** Grants of Unity Catalog. */
public final class Grants {
  private static final String API = "/api/2.1/unity-catalog/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkspaceCalls calls;

  public Grants(WorkspaceCalls calls) {
    this.calls = calls;
  }

  /** Who owns it, and so may do everything. */
  public String owner(Securable thing) {
    return calls.get(API + thing.path()).path("owner").asText();
  }

  /** The privileges that the identity does not have, as far as can be seen. */
  public Set<String> missing(Securable thing, Identity who) {
    Set<String> missing = new TreeSet<>(thing.privileges());
    JsonNode effective = calls.get(API + "effective-permissions/" + thing.grants());
    for (JsonNode assignment : effective.path("privilege_assignments")) {
      if (who.acts(assignment.path("principal").asText())) {
        assignment.path("privileges").forEach(granted -> remove(missing, granted));
      }
    }
    return missing;
  }

  private static void remove(Set<String> missing, JsonNode granted) {
    String privilege = granted.path("privilege").asText();
    if (privilege.equals("ALL_PRIVILEGES")) {
      // It has everything except the right to give it on.
      missing.retainAll(Set.of("MANAGE"));
    } else {
      missing.remove(privilege);
    }
  }

  /** Gives the privileges; those that are there stay. */
  void give(Securable thing, Set<String> privileges, Identity who) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode change = body.putArray("changes").addObject().put("principal", who.name());
    new TreeSet<>(privileges).forEach(change.putArray("add")::add);
    calls.send("PATCH", API + "permissions/" + thing.grants(), body);
  }
}
