package io.spendcast.application.done;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the settings of a call against those that its input was made with. A setting that the call
 * cannot honour any more is refused by name, never passed over.
 */
public final class SameSettings {
  private final String input;
  private final String command;
  private final List<String> others = new ArrayList<>();

  /**
   * Nothing held against each other yet.
   *
   * @param input what was made, such as {@code the features}
   * @param command what makes it again with the settings of the call
   */
  public SameSettings(String input, String command) {
    this.input = input;
    this.command = command;
  }

  /** One setting: as the call has it, and as the input was made with it. */
  public SameSettings of(String key, Object now, Object then) {
    if (!now.equals(then)) {
      others.add("%s is %s, but they were made with %s".formatted(key, now, then));
    }
    return this;
  }

  /** Refuses the call if a setting differs. */
  public void require() {
    if (!others.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot go on with %s: %s.".formatted(input, String.join("; ", others)),
          "Make them again with these settings: `%s`; or leave the settings as they were."
              .formatted(command));
    }
  }
}
