package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.model.ContextCommand;
import io.spendcast.bootstrap.cli.model.ModelsCommand;
import io.spendcast.bootstrap.cli.model.PredictionsCommand;
import io.spendcast.bootstrap.cli.model.PromoteCommand;
import io.spendcast.bootstrap.cli.model.PublishCommand;
import io.spendcast.bootstrap.cli.model.ReportCommand;
import io.spendcast.bootstrap.cli.model.RollbackCommand;
import io.spendcast.bootstrap.cli.model.ServeCommand;
import io.spendcast.bootstrap.cli.model.Version;
import io.spendcast.bootstrap.cli.model.WhyCommand;
import io.spendcast.bootstrap.cli.workflow.ConfigCommand;
import io.spendcast.bootstrap.cli.workflow.DeployCommand;
import io.spendcast.bootstrap.cli.workflow.DoctorCommand;
import io.spendcast.bootstrap.cli.workflow.GenerateCommand;
import io.spendcast.bootstrap.cli.workflow.InitCommand;
import io.spendcast.bootstrap.cli.workflow.PlanCommand;
import io.spendcast.bootstrap.cli.workflow.RunCommand;
import io.spendcast.bootstrap.cli.workflow.TaskCommand;
import io.spendcast.bootstrap.cli.workflow.UndeployCommand;
import io.spendcast.bootstrap.cli.workflow.VerifyCommand;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.RunId;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** All commands by name. */
final class Commands {
  private Commands() {}

  static Map<String, Command> all() {
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put("run", new RunCommand());
    for (Task task : Workflow.STANDARD.tasks()) {
      commands.put(task.label(), new TaskCommand(task));
    }
    commands.put("predictions", new PredictionsCommand());
    commands.put("why", new WhyCommand());
    commands.put("context", new ContextCommand());
    commands.put("serve", new ServeCommand());
    commands.put("models", new ModelsCommand());
    commands.put("promote", new PromoteCommand());
    commands.put("rollback", new RollbackCommand());
    commands.put("report", new ReportCommand());
    commands.put("publish", new PublishCommand());
    commands.put("plan", new PlanCommand());
    commands.put("verify", new VerifyCommand());
    commands.put("doctor", new DoctorCommand());
    commands.put("init", new InitCommand());
    commands.put("generate", new GenerateCommand());
    commands.put("deploy", new DeployCommand());
    commands.put("undeploy", new UndeployCommand());
    commands.put("config", new ConfigCommand());
    return commands;
  }

  static CommandLine line() {
    CommandSpec root = CommandSpec.create().name("spendcast");
    root.usageMessage()
        .description("Forecasts how much each customer will spend, and says when it cannot.");
    root.version("spendcast " + Version.text());
    GlobalOptions.addTo(root);
    CommandLine line = new CommandLine(root);
    all()
        .forEach(
            (name, command) -> {
              CommandSpec spec = CommandSpec.forAnnotatedObject(command).name(name);
              GlobalOptions.addTo(spec);
              spec.version(root.version());
              root.addSubcommand(name, spec);
              if (command instanceof TaskCommand one) {
                spec.usageMessage().description(one.description());
              }
            });
    line.addSubcommand("help", new CommandLine.HelpCommand());
    line.setUsageHelpAutoWidth(true);
    line.registerConverter(AsOfDate.class, converter("a date such as 2003-01-01", Commands::date));
    line.registerConverter(RunId.class, converter("a run id", RunId::new));
    line.registerConverter(
        Task.class, converter(names(Task.values(), Task::label), Commands::task));
    line.registerConverter(
        Stage.class, converter(names(Stage.values(), Stage::label), Commands::stage));
    return line;
  }

  private static AsOfDate date(String text) {
    try {
      return AsOfDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'%s' is none".formatted(text), e);
    }
  }

  private static Task task(String name) {
    return Arrays.stream(Task.values())
        .filter(task -> task.label().equals(name))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  private static Stage stage(String name) {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage.label().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(meant(name)));
  }

  /** The stage that begins so, if there is one. */
  private static String meant(String name) {
    return Arrays.stream(Stage.values())
        .map(stage -> stage.label().toLowerCase(Locale.ROOT))
        .filter(label -> !name.isBlank() && label.startsWith(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map("did you mean %s?"::formatted)
        .orElse("'%s' is unknown".formatted(name));
  }

  private static <T> String names(T[] values, Function<T, String> name) {
    List<String> names = Arrays.stream(values).map(name).toList();
    return "one of " + String.join(", ", names);
  }

  private static <T> ITypeConverter<T> converter(String wanted, Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        String why = Optional.ofNullable(e.getMessage()).orElse("'" + text + "' is unknown");
        throw new TypeConversionException("must be %s; %s".formatted(wanted, why));
      }
    };
  }
}
