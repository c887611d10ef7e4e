package io.spendcast.bootstrap.settings;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the configuration, so that all of it is said at once. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void add(String problem) {
    found.add(problem);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          found.size() == 1
              ? "Cannot use the configuration: " + found.get(0)
              : "Cannot use the configuration, %d problems:\n- %s"
                  .formatted(found.size(), String.join("\n- ", found)),
          "Correct this; conf/spendcast.yaml documents every key.");
    }
  }
}
