package io.spendcast.adapters.databricks.rights;

import com.databricks.sdk.core.DatabricksError;
import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Looks up who acts in the workspace, by its SCIM interface. */
public final class Identities {
  private static final String API = "/api/2.0/preview/scim/v2/";
  private static final String RESOURCES = "Resources";

  private final WorkspaceCalls calls;

  public Identities(WorkspaceCalls calls) {
    this.calls = calls;
  }

  /** Whose credentials are used. */
  public Identity ours() {
    JsonNode me = calls.get(API + "Me");
    return new Identity(me.path("userName").asText(), groups(me));
  }

  /**
   * The one of this name. Not everybody may look others up: then the groups stay unknown.
   *
   * @throws SpendcastException if the workspace knows nobody of this name
   */
  public Identity named(String name) {
    boolean user = RunAs.isUser(name);
    String filter = "%s eq \"%s\"".formatted(user ? "userName" : "applicationId", name);
    JsonNode found;
    try {
      found = calls.get(API + (user ? "Users" : "ServicePrincipals"), Map.of("filter", filter));
    } catch (DatabricksError e) {
      return new Identity(name, Set.of());
    }
    if (found.path(RESOURCES).isEmpty() && found.has("totalResults")) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot find %s in the workspace.".formatted(name),
          "Correct databricks.operation.run-as, or have it added to the workspace.");
    }
    return new Identity(name, groups(found.path(RESOURCES).path(0)));
  }

  private static Set<String> groups(JsonNode who) {
    Set<String> groups = new HashSet<>();
    who.path("groups").forEach(group -> groups.add(group.path("display").asText()));
    return groups;
  }
}
