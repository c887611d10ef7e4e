package io.spendcast.bootstrap.settings;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Collects what is wrong with the configuration, so that all of it is said at once, and each once.
 */
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();
  private boolean incomplete;

  void add(String problem) {
    found.add(problem);
  }

  /** A part of the configuration is not known, so nothing can be said of what may be missing. */
  void addUnreadable(String problem) {
    add(problem);
    incomplete = true;
  }

  void throwIfIncomplete() {
    if (incomplete) {
      throwIfAny();
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot use the configuration" + text(found),
          "Correct this; conf/spendcast.yaml documents every key.");
    }
  }

  private static String text(Collection<String> problems) {
    return problems.size() == 1
        ? ": " + problems.iterator().next()
        : ", %s problems:\n- %s".formatted(problems.size(), String.join("\n- ", problems));
  }
}
