package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.application.deploy.DeployWorkflow;
import io.spendcast.application.deploy.DeployWorkflow.Mode;
import io.spendcast.application.run.RunDeployed;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Progress;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.TaskSettings;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Phase;
import io.spendcast.domain.workflow.Rendering;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Brings the workflow to Databricks. */
@picocli.CommandLine.Command(
    description = "Create or update the Databricks job; render it as a bundle; run it there.")
public final class DeployCommand implements Command {
  @Option(
      names = "--render",
      paramLabel = "DIR",
      description = "Only write the job and the bundle to this directory, without asking anybody.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--lint",
      paramLabel = "FILE",
      description = "Only show what is wrong with a bundle or job that was changed by hand.")
  private Optional<Path> linted = Optional.empty();

  @Option(names = "--dry-run", description = "Only show what would change.")
  private boolean dryRun;

  @Option(names = "--run-now", description = "Then start a run of the job.")
  private boolean runNow;

  @Option(
      names = "--doctor",
      description = "Then run doctor once on the job's clusters, before a run of the job.")
  private boolean doctor;

  @Option(names = "--wait", description = "With --run-now: follow the run to its end.")
  private boolean wait;

  @Override
  public Need need() {
    return Need.PLATFORM;
  }

  @Override
  public boolean takesRunId() {
    return true;
  }

  @Override
  public Answer perform(Session session) {
    return contradiction()
        .map(
            problem ->
                Answer.failed(
                    ExitCode.USAGE, Failure.usage(problem, "See `spendcast deploy --help`.")))
        .orElseGet(() -> asked(session));
  }

  private Optional<String> contradiction() {
    if (wait && !runNow) {
      return Optional.of("--wait wants --run-now");
    }
    long modes =
        Stream.of(dryRun, runNow || doctor, directory.isPresent(), linted.isPresent())
            .filter(given -> given)
            .count();
    return modes > 1
        ? Optional.of("--dry-run, --render, --lint, and --doctor or --run-now exclude each other")
        : Optional.empty();
  }

  private Answer asked(Session session) {
    if (linted.isPresent()) {
      return lint(linted.get(), session.parts().get(DatabricksAdapters.Lint.class));
    }
    List<String> unreachable = new TaskSettings(session.config()).problems();
    if (!unreachable.isEmpty()) {
      return refused(unreachable);
    }
    if (directory.isPresent()) {
      return render(
          directory.get(), session.parts().get(WorkflowDeployer.class).render(Workflow.STANDARD));
    }
    Deployment deployment =
        session
            .parts()
            .get(DeployWorkflow.class)
            .deploy(dryRun ? Mode.PREVIEW : Mode.DEPLOY, plan -> show(plan, session.progress()))
            .deployment();
    return doctor ? checked(deployment, session) : ran(deployment, session);
  }

  private Answer ran(Deployment deployment, Session session) {
    return runNow ? started(deployment, session) : deployed(deployment, Optional.empty());
  }

  /** The first real run is for when nothing speaks against it. */
  private Answer checked(Deployment deployment, Session session) {
    RunDeployed runs = session.parts().get(RunDeployed.class);
    PlatformRun check = followed(runs, runs.check(session.run()).run(), session.progress());
    if (check.phase() == Phase.FAILED) {
      return deployed(deployment, Optional.of(check)).failing(failure(check));
    }
    Answer answer = ran(deployment, session);
    answer.outputs().put("doctor_run", outputs(check));
    return answer;
  }

  private static PlatformRun followed(RunDeployed runs, PlatformRun run, Progress progress) {
    return runs.follow(run, step -> progress.note(line(step))).run();
  }

  private static Answer refused(List<String> problems) {
    return Answer.failed(
        ExitCode.USAGE,
        Failure.usage(
            "Cannot deploy: %s.".formatted(String.join("; ", problems)),
            "Name places that clusters reach, such as tables of the catalog and /Volumes/…, or"
                + " leave the settings out of this deployment."));
  }

  private static void show(Deployment plan, Progress progress) {
    plan.differences().forEach(progress::note);
    plan.rights().granted().forEach(progress::note);
  }

  private static Answer lint(Path file, DatabricksAdapters.Lint lint) {
    List<String> problems = lint.problems(read(file), file.toAbsolutePath().getParent());
    Answer answer =
        Answer.done(
            Answer.outputs("problems", problems),
            problems.isEmpty() ? "Nothing is wrong with " + file + "." : lines(problems));
    return problems.isEmpty()
        ? answer
        : answer.failing(
            new SpendcastException(
                Kind.INVALID,
                "Cannot deploy %s: %s things are wrong with it.".formatted(file, problems.size()),
                "Correct them, then lint again."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID, "Cannot read %s: %s.".formatted(file, e), "Name a file that is there.", e);
    }
  }

  private static Answer render(Path folder, Rendering rendering) {
    rendering
        .definitions()
        .forEach(
            (name, text) -> write(folder.resolve(name), file -> Files.writeString(file, text)));
    rendering
        .copies()
        .forEach((name, from) -> write(folder.resolve(name), file -> copy(from, file)));
    List<String> files =
        Stream.concat(
                rendering.definitions().keySet().stream(), rendering.copies().keySet().stream())
            .map(name -> folder.resolve(name).toString())
            .toList();
    return Answer.done(
        Answer.outputs("files", files), "Rendered " + String.join(" and ", files) + ".");
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to) || !Files.isSameFile(from, to)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(Path file, Writing writing) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writing.write(file);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write %s: %s.".formatted(file, e),
          "Choose a directory that can be written to.",
          e);
    }
  }

  /** Writes one file. */
  private interface Writing {
    void write(Path file) throws IOException;
  }

  private Answer deployed(Deployment deployment, Optional<PlatformRun> run) {
    Deployment.Rights rights = deployment.rights();
    String change =
        switch (deployment.change()) {
          case CREATE -> dryRun ? "would be created" : "was created";
          case UPDATE -> dryRun ? "would be updated" : "was updated";
          case NONE -> "is as it should be";
        };
    String text =
        "%sThe job%s %s%s."
            .formatted(
                dryRun ? lines(deployment.differences()) + lines(rights.granted()) : "",
                deployment.jobId().map(id -> " " + id).orElse(""),
                change,
                deployment.page().map(page -> ": " + page).orElse(""));
    return Answer.done(
        outputs(deployment, run), text + missing(rights) + run.map(DeployCommand::text).orElse(""));
  }

  private static String missing(Deployment.Rights rights) {
    return rights.missing().isEmpty()
        ? ""
        : "%nThe job runs as somebody who lacks rights that you may not give. Ask for:%n%s"
            .formatted(lines(rights.missing()).stripTrailing());
  }

  private static Map<String, Object> outputs(Deployment deployment, Optional<PlatformRun> run) {
    Map<String, Object> outputs =
        Answer.outputs(
            "job_id", deployment.jobId().orElse(null),
            "change", deployment.change().name(),
            "differences", deployment.differences(),
            "url", deployment.page().map(Object::toString).orElse(null),
            "granted", deployment.rights().granted(),
            "rights_missing", deployment.rights().missing(),
            "definition", deployment.definition());
    run.ifPresent(started -> outputs.put("platform_run", outputs(started)));
    return outputs;
  }

  private static Map<String, Object> outputs(PlatformRun run) {
    Map<String, String> tasks = new LinkedHashMap<>();
    run.steps().forEach(step -> tasks.put(step.task(), step.phase().name()));
    return Answer.outputs(
        "id", run.id(),
        "url", run.page().map(Object::toString).orElse(null),
        "phase", run.phase().name(),
        "tasks", tasks);
  }

  private static String text(PlatformRun run) {
    return "%nRun %s %s%s."
        .formatted(
            run.id(),
            switch (run.phase()) {
              case WAITING, RUNNING -> "was started";
              case SUCCEEDED -> "succeeded";
              case FAILED -> "failed";
            },
            run.page().map(page -> ": " + page).orElse(""));
  }

  private Answer started(Deployment deployment, Session session) {
    RunDeployed runs = session.parts().get(RunDeployed.class);
    PlatformRun run = runs.start(deployment.jobId().orElseThrow(), session.run()).run();
    if (!wait) {
      return deployed(deployment, Optional.of(run));
    }
    PlatformRun ended = followed(runs, run, session.progress());
    Answer answer = deployed(deployment, Optional.of(ended));
    return ended.phase() == Phase.FAILED ? answer.failing(failure(ended)) : answer;
  }

  private static String line(PlatformRun.Step step) {
    return "%-8s %s%s"
        .formatted(
            step.task(),
            step.phase().name().toLowerCase(Locale.ROOT),
            step.why().isEmpty() ? "" : ": " + step.why());
  }

  private static SpendcastException failure(PlatformRun run) {
    String why =
        run.steps().stream()
            .filter(step -> step.phase() == Phase.FAILED)
            .map(step -> "%s: %s".formatted(step.task(), step.why()))
            .collect(Collectors.joining("; "));
    return new SpendcastException(
        Kind.INVALID,
        "Cannot finish run %s: %s.".formatted(run.id(), why),
        "Read the task's log in the workspace; repair the run there, or start another.");
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
