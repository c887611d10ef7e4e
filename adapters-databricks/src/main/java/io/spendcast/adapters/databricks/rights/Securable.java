package io.spendcast.adapters.databricks.rights;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something in Unity Catalog, and the privileges that a run needs on it.
 *
 * @param type what it is
 * @param name its full name
 * @param privileges by their names in the platform's interface, such as {@code USE_SCHEMA}
 */
public record Securable(Type type, String name, Set<String> privileges) {
  /** What things can be. */
  public enum Type {
    /** A catalog. */
    CATALOG("catalogs", "catalog"),
    /** A schema. */
    SCHEMA("schemas", "schema"),
    /** A volume. */
    VOLUME("volumes", "volume"),
    /** A table or view. */
    TABLE("tables", "table"),
    /** A registered model, which is a kind of function to Unity Catalog. */
    MODEL("models", "function");

    private final String path;
    private final String granted;

    Type(String path, String granted) {
      this.path = path;
      this.granted = granted;
    }
  }

  /** Checks and copies. */
  public Securable {
    privileges = Set.copyOf(privileges);
  }

  public static Securable catalog(String name) {
    return new Securable(Type.CATALOG, name, Set.of("USE_CATALOG"));
  }

  /** A schema that tables are only read from. */
  public static Securable source(String name) {
    return new Securable(Type.SCHEMA, name, Set.of("USE_SCHEMA"));
  }

  /** The schema of our tables and models, some of which may be somebody else's. */
  public static Securable schema(String name) {
    return new Securable(
        Type.SCHEMA,
        name,
        Set.of("USE_SCHEMA", "CREATE_TABLE", "CREATE_MODEL", "SELECT", "MODIFY"));
  }

  public static Securable volume(String name) {
    return new Securable(Type.VOLUME, name, Set.of("READ_VOLUME", "WRITE_VOLUME"));
  }

  public static Securable table(String name) {
    return new Securable(Type.TABLE, name, Set.of("SELECT"));
  }

  /** A model that somebody else made: new versions, tags and aliases. */
  public static Securable model(String name) {
    return new Securable(
        Type.MODEL, name, Set.of("EXECUTE", "APPLY_TAG", "CREATE_MODEL_VERSION", "MANAGE"));
  }

  /** As people say it. */
  public String what() {
    return type.name().toLowerCase(Locale.ROOT) + " " + name;
  }

  /** Where it is looked at. */
  public String path() {
    return type.path + "/" + name;
  }

  /** Where its grants are. */
  public String grants() {
    return type.granted + "/" + name;
  }

  /** The statement that grants these privileges. */
  public String grant(Set<String> wanted, String principal) {
    return "GRANT %s ON %s %s TO `%s`"
        .formatted(
            String.join(", ", new TreeSet<>(wanted)).replace('_', ' '),
            type.granted.toUpperCase(Locale.ROOT),
            name,
            principal);
  }
}
