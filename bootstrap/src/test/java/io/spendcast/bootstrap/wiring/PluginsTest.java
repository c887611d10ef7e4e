package io.spendcast.bootstrap.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.name.Names;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.testkit.InMemoryLake;
import io.spendcast.testkit.InMemoryPredictionSink;
import io.spendcast.testkit.InMemoryRunJournal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PluginsTest {
  @TempDir private Path directory;

  /** As somebody outside would write it. */
  public static final class Elsewhere extends AbstractModule {
    @Provides
    PredictionSink sink(ScoredRows rows) {
      return new ElsewhereSink(rows);
    }
  }

  private record ElsewhereSink(ScoredRows rows) implements PredictionSink {
    @Override
    public PublishReceipt publish(PredictionBatch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean holds(PredictionBatch batch) {
      return false;
    }
  }

  @Test
  void a_port_of_the_pipeline_is_replaced_and_the_others_stay() {
    try (Parts parts = open(Need.PIPELINE, Elsewhere.class)) {
      PredictionSink sink = parts.get(PredictionSink.class);
      assertThat(sink).isInstanceOf(ElsewhereSink.class);
      assertThat(((ElsewhereSink) sink).rows().getClass().getName()).contains(".adapters.spark.");
      assertThat(parts.get(RunJournal.class).getClass().getName()).contains(".adapters.spark.");
    }
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  void a_plugin_stands_in_no_command_s_way(Need need) {
    try (Parts parts = open(need, Elsewhere.class, Journal.class)) {
      assertThat(parts).isNotNull();
    }
  }

  @Test
  void code_that_decides_what_a_task_gives_counts_as_ours() {
    assertThat(plugins(Elsewhere.class).deciding()).isEmpty();
    assertThat(plugins(Elsewhere.class, Journal.class).deciding()).containsExactly(Journal.class);
    assertThat(CodeDigest.version(List.of(Journal.class)))
        .isNotEqualTo(CodeDigest.version(List.of()));
  }

  /** Another port. */
  public static final class Journal extends AbstractModule {
    @Override
    protected void configure() {
      bind(RunJournal.class).toInstance(new InMemoryRunJournal());
    }
  }

  /** The same port as another. */
  public static final class SecondSink extends AbstractModule {
    @Provides
    PredictionSink sink() {
      return new InMemoryPredictionSink(new InMemoryLake());
    }
  }

  /** Binds nothing. */
  public static final class Empty extends AbstractModule {}

  /** Binds something of its own. */
  public static final class Stranger extends AbstractModule {
    @Provides
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  /** Binds a port by a name, under which nobody asks for it. */
  public static final class Named extends AbstractModule {
    @Override
    protected void configure() {
      bind(RunJournal.class).annotatedWith(Names.named("x")).toInstance(new InMemoryRunJournal());
    }
  }

  /** Leaves it to Guice to make the adapter. */
  public static final class Linked extends AbstractModule {
    @Override
    protected void configure() {
      bind(RunJournal.class).to(InMemoryRunJournal.class);
    }
  }

  /** Asks for what nobody gives. */
  public static final class Asking extends AbstractModule {
    @Provides
    RunJournal journal(Supplier<RunJournal> another) {
      return another.get();
    }
  }

  /** Asks for what it replaces. */
  public static final class Wrapping extends AbstractModule {
    @Provides
    RunJournal journal(RunJournal ours) {
      return ours;
    }
  }

  /** Touches more than bindings. */
  public static final class Meddling extends AbstractModule {
    @Override
    protected void configure() {
      requestInjection(new Object());
    }
  }

  /** Is wrong by itself. */
  public static final class Wrong extends AbstractModule {
    @Override
    protected void configure() {
      addError("no database is named");
    }
  }

  /** Has a constructor that nobody else can call. */
  static final class Hidden extends AbstractModule {
    private Hidden() {}
  }

  /** Cannot be made. */
  public static final class Failing extends AbstractModule {
    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no SHOP_JDBC_URL");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nowhere | it is not on the class path",
        "Hidden | its public constructor without parameters fails",
        "Failing | no SHOP_JDBC_URL",
        "Empty | it binds nothing",
        "Stranger | it binds Clock, which is no port",
        "Named | it binds @Named RunJournal, which is no port",
        "Linked | it binds RunJournal to a class that nothing binds; write a method with @Provides",
        "Asking | its RunJournal asks for Supplier, which is no other port",
        "Wrapping | its RunJournal asks for RunJournal, which is no other port",
        "Meddling | it does more than bind ports",
        "Wrong | no database is named",
      })
  void what_is_no_plugin_is_refused(String name, String why) {
    assertThatThrownBy(() -> Plugins.of(List.of(PluginsTest.class.getName() + "$" + name)))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.INVALID);
              assertThat(e.problem()).startsWith("Cannot use the plugin").contains(why);
              assertThat(e.hint()).contains("SPENDCAST_CLASSPATH", "PredictionSink");
            });
  }

  @Test
  void what_is_no_module_is_refused() {
    assertThatThrownBy(() -> Plugins.of(List.of("java.lang.Object")))
        .hasMessageContaining("it is no com.google.inject.Module");
  }

  @Test
  void two_plugins_for_one_port_are_refused() {
    assertThatThrownBy(() -> plugins(Elsewhere.class, SecondSink.class))
        .hasMessageContaining("Elsewhere binds PredictionSink, too");
  }

  @Test
  void a_command_refuses_it_at_its_start_with_2() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Program program =
        new Program(
            new Wiring(Clock.systemUTC()),
            Clock.systemUTC(),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));
    assertThat(program.run(List.of("config", "--plugin", Stranger.class.getName())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).contains("it binds Clock, which is no port");
  }

  private static Plugins plugins(Class<?>... classes) {
    return Plugins.of(names(classes));
  }

  private static List<String> names(Class<?>... classes) {
    return List.of(classes).stream().map(Class::getName).toList();
  }

  private Parts open(Need need, Class<?>... classes) {
    Config config =
        ConfigLoader.load(
            new ConfigSources(
                Optional.empty(),
                List.of(),
                List.of(
                    "lake=" + directory.resolve("lake"),
                    "tracking.uri=file:" + directory.resolve("mlruns")),
                names(classes)));
    return new Wiring(Clock.systemUTC()).open(need, config);
  }
}
