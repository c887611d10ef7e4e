package io.spendcast.bootstrap.wiring;

import io.spendcast.bootstrap.settings.Config;

/** Connects the parts a command needs. */
public interface Workshop {
  /** Opens as little as the need allows. */
  Parts open(Need need, Config config);
}
