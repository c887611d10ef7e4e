package io.spendcast.bootstrap.cli.answer;

import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.domain.RunId;
import java.util.function.Consumer;

/**
 * What a command works with.
 *
 * @param config the configuration in effect
 * @param parts what the command said it needs
 * @param progress learns of every task
 * @param run the run to begin or to go on with
 * @param faults notes what nobody expected, where a command answers all the same
 */
public record Session(
    Config config, Parts parts, Progress progress, RunId run, Consumer<Throwable> faults) {}
