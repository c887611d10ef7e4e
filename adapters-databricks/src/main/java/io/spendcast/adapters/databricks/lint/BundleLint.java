package io.spendcast.adapters.databricks.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spendcast.adapters.databricks.lint.JobLint.Text;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a bundle beyond what the official schema says, all at once. */
public final class BundleLint {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern KNOWN =
      Pattern.compile("(bundle|workspace|resources|artifacts)\\..+|workspace|bundle");
  private static final String VARIABLE = "var.";
  private static final Pattern PER_USER =
      Pattern.compile("~(/.*)?|.*\\$\\{workspace\\.current_user\\.(short_name|userName)}.*");
  private static final Pattern ANYBODY = Pattern.compile("(/Workspace)?/Shared(/.*)?");

  private final JsonNode root;
  private final LocalJars jars;
  private final List<String> problems = new ArrayList<>();

  private BundleLint(JsonNode root, LocalJars jars) {
    this.root = root;
    // What the command line builds first need not be there yet.
    this.jars = root.path("artifacts").findValue("build") == null ? jars : LocalJars.UNWRITTEN;
  }

  /** The problems of a bundle, or of a job in the words of the Jobs API, as YAML or JSON. */
  public static List<String> problems(String text, LocalJars jars) {
    try {
      JsonNode root = YAML.readTree(text);
      return problems(new IncludedFiles(jars.folder()).joined(root), jars);
    } catch (JsonProcessingException e) {
      return List.of("it is not YAML: " + e.getOriginalMessage());
    }
  }

  private static List<String> problems(JsonNode root, LocalJars jars) {
    return root.has("tasks")
        ? new JobLint("job", root, jars).problems()
        : new BundleLint(root, jars).all();
  }

  /** Refuses what has problems. */
  public static void require(JsonNode root) {
    List<String> problems = problems(root, LocalJars.UNWRITTEN);
    if (!problems.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot render the job: " + String.join("; ", problems) + ".",
          "Correct the settings under databricks; databricks.cluster has the clusters' fields.");
    }
  }

  private List<String> all() {
    root.at("/resources/jobs")
        .fields()
        .forEachRemaining(
            job ->
                problems.addAll(
                    new JobLint("job " + job.getKey(), job.getValue(), jars).problems()));
    if (root.path("resources").isEmpty() && !root.has("include") && !root.has("targets")) {
      problems.add("there is no job under resources.jobs, nor anything else");
    }
    uniqueKeys();
    if (root.has("bundle")) {
      JobLint.texts(root, "").forEach(this::references);
    }
    root.path("targets").fields().forEachRemaining(this::target);
    artifacts();
    artifactVolume();
    grants();
    return List.copyOf(problems);
  }

  /** A part of a bundle, which has no block of that name, may refer to what stands elsewhere. */
  private void uniqueKeys() {
    Map<String, String> kinds = new HashMap<>();
    root.path("resources")
        .fields()
        .forEachRemaining(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          String other = kinds.put(key, kind.getKey());
                          if (other != null) {
                            problems.add(
                                "%s.%s and %s.%s have the same key, which must be the only one of"
                                        .formatted(other, key, kind.getKey(), key)
                                    + " all resources");
                          }
                        }));
  }

  private void references(Text text) {
    Matcher reference = REFERENCE.matcher(text.value());
    while (reference.find()) {
      String name = reference.group(1);
      if (name.startsWith(VARIABLE)) {
        requireVariable(name.substring(VARIABLE.length()), text);
      } else if (name.startsWith("resources.")) {
        requireResource(name, text);
      } else if (!KNOWN.matcher(name).matches()) {
        problems.add("${%s} at %s is not a reference".formatted(name, text.path()));
      }
    }
  }

  private void requireVariable(String name, Text text) {
    if (!root.path("variables").has(name.replaceAll("[.\\[].*", ""))) {
      problems.add("there is no variable %s, which %s refers to".formatted(name, text.path()));
    }
  }

  private void requireResource(String name, Text text) {
    String[] parts = name.split("\\.", -1);
    if (parts.length < 4 || !hasResource(parts[1], parts[2])) {
      problems.add("there is no ${%s}, which %s refers to".formatted(name, text.path()));
    }
  }

  private boolean hasResource(String kind, String key) {
    boolean inATarget = false;
    for (JsonNode target : root.path("targets")) {
      inATarget |= target.path("resources").path(kind).has(key);
    }
    return inATarget || root.path("resources").path(kind).has(key);
  }

  private void target(Map.Entry<String, JsonNode> target) {
    String mode = target.getValue().path("mode").asText();
    if (mode.equals("development")) {
      development(target.getKey(), target.getValue());
    } else if (mode.equals("production")) {
      production(target.getKey(), target.getValue());
    }
  }

  private void development(String name, JsonNode target) {
    for (String path : List.of("artifact_path", "root_path", "file_path", "state_path")) {
      JsonNode own = target.path("workspace").path(path);
      String value = (own.isMissingNode() ? root.path("workspace").path(path) : own).asText();
      if (!value.isEmpty() && !PER_USER.matcher(value).matches()) {
        problems.add(
            "target %s: workspace.%s must hold ${workspace.current_user.short_name}, for in"
                    .formatted(name, path)
                + " development each user has a path of their own");
      }
    }
    if (target.at("/presets/trigger_pause_status").asText().equals("UNPAUSED")) {
      problems.add("target %s: development keeps triggers paused".formatted(name));
    }
  }

  private void production(String name, JsonNode target) {
    JsonNode own = target.path("workspace").path("root_path");
    String path = (own.isMissingNode() ? root.path("workspace").path("root_path") : own).asText();
    if (path.isEmpty()) {
      problems.add(
          "target %s: production wants workspace.root_path, or each user deploys a copy"
              .formatted(name));
    }
    if (ANYBODY.matcher(path).matches() && !mayBeManagedByAll(target)) {
      problems.add(
          "target %s: all users may write to workspace.root_path %s, and so change what is deployed"
              .formatted(name, path));
    }
  }

  private boolean mayBeManagedByAll(JsonNode target) {
    for (JsonNode permissions : List.of(target.path("permissions"), root.path("permissions"))) {
      for (JsonNode one : permissions) {
        if (one.path("group_name").asText().equals("users")
            && one.path("level").asText().equals("CAN_MANAGE")) {
          return true;
        }
      }
    }
    return false;
  }

  private void artifacts() {
    for (JsonNode artifact : root.path("artifacts")) {
      for (JsonNode file : artifact.path("files")) {
        String source = file.path("source").asText();
        if (!artifact.has("build") && jars.isMissing(source)) {
          problems.add("the artifact %s is not there".formatted(source));
        }
      }
    }
  }

  /** The bundle's files are uploaded before its resources are made. */
  private void artifactVolume() {
    String path = root.at("/workspace/artifact_path").asText();
    root.at("/resources/volumes")
        .fields()
        .forEachRemaining(
            volume -> {
              String place =
                  "/Volumes/%s/%s/%s"
                      .formatted(
                          volume.getValue().path("catalog_name").asText(),
                          volume.getValue().path("schema_name").asText(),
                          volume.getValue().path("name").asText());
              if (path.contains("${resources.volumes." + volume.getKey() + ".")
                  || resolved(path).startsWith(place)) {
                problems.add(
                    "workspace.artifact_path is in the volume %s, which this bundle makes: it"
                            .formatted(volume.getKey())
                        + " must exist first, so make it elsewhere");
              }
            });
  }

  /** With the defaults of the variables. */
  private String resolved(String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (reference.find()) {
      String name = reference.group(1);
      JsonNode value =
          name.startsWith(VARIABLE)
              ? root.path("variables").path(name.substring(VARIABLE.length())).path("default")
              : root.path("no variable");
      reference.appendReplacement(
          resolved, Matcher.quoteReplacement(value.asText(reference.group())));
    }
    return reference.appendTail(resolved).toString();
  }

  private void grants() {
    for (String kind : List.of("schemas", "volumes", "registered_models")) {
      root.path("resources")
          .path(kind)
          .fields()
          .forEachRemaining(
              resource -> {
                for (JsonNode grant : resource.getValue().path("grants")) {
                  if (grant.path("principal").asText().isBlank()
                      || grant.path("privileges").isEmpty()) {
                    problems.add(
                        "%s.%s: a grant wants a principal and privileges"
                            .formatted(kind, resource.getKey()));
                  }
                }
              });
    }
  }
}
