package io.spendcast.adapters.mlflow.format;

import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What MLflow allows in a store of files, where names of entries are names of files. */
public final class EntryNames {
  private static final Pattern FORM = Pattern.compile("[\\w\\-. :/]{1,250}");
  private static final Pattern MODEL = Pattern.compile("[\\w\\-. ]{1,250}");
  private static final Set<String> PATH_TRICKS = Set.of("", ".", "..");

  private EntryNames() {}

  /** Refuses what MLflow would not read, or would read as something else. */
  public static void check(String what, Set<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      checkForm(what, name);
      String twin = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (twin != null) {
        throw refused(what, name, "only in case it differs from " + twin);
      }
    }
    for (String name : names) {
      checkNoneAbove(what, name, seen);
    }
  }

  /** Refuses the name of a model, in whose place a slash or a colon would mean something else. */
  public static void checkModel(String name) {
    if (!MODEL.matcher(name).matches() || PATH_TRICKS.contains(name)) {
      throw refused(
          "model", name, "allowed are 250 letters from a to z, digits, blanks and any of _ - .");
    }
  }

  private static void checkForm(String what, String name) {
    boolean tricky = List.of(name.split("/", -1)).stream().anyMatch(PATH_TRICKS::contains);
    if (tricky || !FORM.matcher(name).matches()) {
      throw refused(what, name, "allowed are 250 letters, digits, blanks and any of _ - . : /");
    }
  }

  private static void checkNoneAbove(String what, String name, Map<String, String> seen) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      String above = name.substring(0, slash);
      if (seen.containsKey(above.toLowerCase(Locale.ROOT))) {
        throw refused(what, name, above + " cannot be a file and a directory");
      }
    }
  }

  /** Refuses what MLflow's servers would cut off without a word. */
  static void checkLengths(String what, Map<String, String> entries, int longest) {
    entries.forEach(
        (name, value) -> {
          if (value.length() > longest) {
            throw refused(what, name, "its value is longer than " + longest + " characters");
          }
        });
  }

  private static RuntimeException refused(String what, String name, String why) {
    return MlflowErrors.refused(
        "keep the " + what + " \"" + name + "\"", why, "Give it another name or value.");
  }

  /** Refuses a run with a name or a length that cannot be stored. */
  public static void check(RunRecord run) {
    check("param", run.params().keySet());
    checkLengths("param", run.params(), 6000);
    Set<String> metrics = new TreeSet<>(run.metrics().keySet());
    metrics.addAll(run.curves().keySet());
    check("metric", metrics);
    check("tag", run.tags().keySet());
    checkLengths("tag", RunTags.of(run), 8000);
    Set<String> artifacts =
        run.artifacts().stream().map(Artifact::path).collect(Collectors.toCollection(TreeSet::new));
    run.model().ifPresent(model -> artifacts.add(ModelDirectory.NAME));
    check("artifact", artifacts);
  }
}
