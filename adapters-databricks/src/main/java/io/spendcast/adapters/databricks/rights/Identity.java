package io.spendcast.adapters.databricks.rights;

import java.util.Set;

/**
 * Who acts in the workspace.
 *
 * @param name a user's address or a service principal's application id
 * @param groups whose rights are theirs, as far as the workspace says
 */
public record Identity(String name, Set<String> groups) {
  private static final Set<String> EVERYBODY = Set.of("account users", "users");

  /** Checks and copies. */
  public Identity {
    groups = Set.copyOf(groups);
  }

  /** Whether what this principal may do, the identity may do. */
  public boolean acts(String principal) {
    return name.equals(principal) || groups.contains(principal) || EVERYBODY.contains(principal);
  }
}
