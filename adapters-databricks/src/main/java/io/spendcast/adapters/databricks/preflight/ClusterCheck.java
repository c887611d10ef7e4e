package io.spendcast.adapters.databricks.preflight;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.databricks.lint.Runtimes;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at what the job's clusters want: a runtime, machines, and the secrets of their tasks. */
final class ClusterCheck {
  private static final List<String> KEYS = List.of("client-id", "client-secret");

  /** What the documents name for each cloud; AWS, Azure, Google Cloud. */
  private static final List<String> USUAL = List.of("i3.xlarge", "Standard_DS4_v2", "n2-highmem-4");

  private static final int SHOWN = 3;
  private static final int MEBIBYTES = 28 * 1024;

  private final WorkspaceCalls calls;
  private final Ground.Machines machines;

  ClusterCheck(WorkspaceCalls calls, Ground.Machines machines) {
    this.calls = calls;
    this.machines = machines;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(List.of(runtime()));
    new TreeSet<>(machines.types()).forEach(type -> findings.add(machine(type)));
    if (!machines.secretScope().isBlank()) {
      findings.add(secrets());
    }
    return findings;
  }

  private Finding runtime() {
    String what = "Databricks Runtime %s for the job".formatted(machines.runtime());
    return Finding.checking(
        what,
        () -> {
          Set<String> offered =
              texts(
                  reading("list the runtimes", () -> calls.get("/api/2.1/clusters/spark-versions")),
                  "versions",
                  "key");
          return offered.contains(machines.runtime())
              ? Finding.pass(what)
              : Finding.fail(
                  what,
                  "The workspace does not offer it: set databricks.runtime to %s."
                      .formatted(usable(offered)));
        });
  }

  private static String usable(Set<String> offered) {
    List<String> fitting = offered.stream().filter(Runtimes::isSupported).toList();
    return fitting.isEmpty()
        ? Runtimes.names() + ", of which it has none"
        : String.join(" or ", fitting);
  }

  private Finding machine(String type) {
    String what = "machines of type " + type;
    return Finding.checking(
        what,
        () -> {
          JsonNode offered =
              reading(
                  "list the types of machines",
                  () -> calls.get("/api/2.1/clusters/list-node-types"));
          return texts(offered, "node_types", "node_type_id").contains(type)
              ? Finding.pass(what)
              : Finding.fail(
                  what,
                  "The workspace has none: set databricks.node-type to one of its own%s."
                      .formatted(examples(offered)));
        });
  }

  private static String examples(JsonNode offered) {
    Set<String> all = texts(offered, "node_types", "node_type_id");
    List<String> usual = USUAL.stream().filter(all::contains).toList();
    List<String> shown = usual.isEmpty() ? large(offered) : usual;
    return shown.isEmpty() ? "" : ", such as " + String.join(" or ", shown);
  }

  private static List<String> large(JsonNode offered) {
    Set<String> large = new TreeSet<>();
    for (JsonNode type : offered.path("node_types")) {
      if (type.path("memory_mb").asInt() >= MEBIBYTES && !type.path("is_deprecated").asBoolean()) {
        large.add(type.path("node_type_id").asText());
      }
    }
    return large.stream().limit(SHOWN).toList();
  }

  private Finding secrets() {
    String what = "secret scope " + machines.secretScope();
    return Finding.checking(
        what,
        () -> {
          List<String> missing = new ArrayList<>(KEYS);
          missing.removeAll(keys());
          return missing.isEmpty()
              ? Finding.pass(what)
              : Finding.fail(
                  what,
                  "It lacks %s: `databricks secrets put-secret %s KEY` keeps one."
                      .formatted(String.join(" and ", missing), machines.secretScope()));
        });
  }

  private Set<String> keys() {
    try {
      return texts(
          reading(
              "list the keys of the secret scope " + machines.secretScope(),
              () -> calls.get("/api/2.0/secrets/list", Map.of("scope", machines.secretScope()))),
          "secrets",
          "key");
    } catch (SpendcastException e) {
      throw new SpendcastException(
          e.kind(),
          e.problem(),
          e.kind() == Kind.UNAVAILABLE
              ? e.hint()
              : "Make the scope, ask for READ on it, or name another by databricks.secret-scope.",
          e);
    }
  }

  private static Set<String> texts(JsonNode answer, String list, String field) {
    Set<String> texts = new TreeSet<>();
    answer.path(list).forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }
}
