package io.spendcast.bootstrap.wiring;

import io.spendcast.bootstrap.settings.Config;

/** Connects the parts a command needs. */
public interface Workshop {
  /**
   * Looks at what a configuration names beside settings, before anything is opened.
   *
   * @throws io.spendcast.domain.SpendcastException {@code INVALID} if a plugin cannot be used
   */
  default void check(Config config) {}

  /** Opens as little as the need allows. */
  Parts open(Need need, Config config);
}
