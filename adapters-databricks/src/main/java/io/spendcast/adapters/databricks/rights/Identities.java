package io.spendcast.adapters.databricks.rights;

import com.databricks.sdk.core.DatabricksError;
import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
   * The one of this name, if the workspace shows it to us. Not everybody may look others up: then
   * it is taken for somebody without groups.
   */
  public Optional<Identity> find(String name) {
    boolean user = RunAs.isUser(name);
    String filter = "%s eq \"%s\"".formatted(user ? "userName" : "applicationId", name);
    JsonNode found;
    try {
      found = calls.get(API + (user ? "Users" : "ServicePrincipals"), Map.of("filter", filter));
    } catch (DatabricksError e) {
      return Optional.of(new Identity(name, Set.of()));
    }
    return found.path(RESOURCES).isEmpty() && found.has("totalResults")
        ? Optional.empty()
        : Optional.of(new Identity(name, groups(found.path(RESOURCES).path(0))));
  }

  private static Set<String> groups(JsonNode who) {
    Set<String> groups = new HashSet<>();
    who.path("groups").forEach(group -> groups.add(group.path("display").asText()));
    return groups;
  }
}
