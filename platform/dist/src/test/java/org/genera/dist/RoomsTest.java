package org.genera.dist;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.genera.nn.CustomGradients;

/** Who may know whom; the poms enforce the same between artifacts. */
@AnalyzeClasses(packages = "org.genera", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] LANGUAGE = {"java..", "javax..", "org.jspecify.."};
    private static final String TENSORFLOW = "org.tensorflow..";

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ArchTest
    static final ArchRule the_spi_knows_the_jdk_and_the_extension_point = classes()
            .that()
            .resideInAPackage("org.genera.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(and("org.genera.spi..", "org.pf4j.."));

    @ArchTest
    static final ArchRule graph_blocks_know_the_spi_and_tensorflow = classes()
            .that()
            .resideInAPackage("org.genera.nn..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(and("org.genera.nn..", "org.genera.spi..", TENSORFLOW, "com.google.protobuf.."));

    @ArchTest
    static final ArchRule data_know_the_spi = classes()
            .that()
            .resideInAPackage("org.genera.data..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    and("org.genera.data..", "org.genera.spi..", "org.slf4j..", "org.apache.commons.compress.."));

    @ArchTest
    static final ArchRule measures_know_neither_run_nor_worker = noClasses()
            .that()
            .resideInAPackage("org.genera.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.genera.run..", "org.genera.worker..", "org.genera.db..", "org.genera.server..");

    @ArchTest
    static final ArchRule what_both_processes_share_is_free_of_either = noClasses()
            .that()
            .resideInAPackage("org.genera.run..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    TENSORFLOW,
                    "io.vertx..",
                    "java.sql..",
                    "org.genera.worker..",
                    "org.genera.server..",
                    "org.genera.db..");

    @ArchTest
    static final ArchRule views_are_made_of_what_both_processes_share = noClasses()
            .that()
            .resideInAPackage("org.genera.views..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    TENSORFLOW,
                    "io.vertx..",
                    "java.sql..",
                    "org.genera.nn..",
                    "org.genera.evaluation..",
                    "org.genera.worker..",
                    "org.genera.server..",
                    "org.genera.db..");

    @ArchTest
    static final ArchRule the_worker_needs_no_network_and_no_database = noClasses()
            .that()
            .resideInAPackage("org.genera.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..", "java.sql..", "java.net.http..", "org.genera.server..", "org.genera.db..");

    @ArchTest
    static final ArchRule the_server_never_touches_tensorflow = noClasses()
            .that()
            .resideInAPackage("org.genera.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TENSORFLOW, "org.genera.nn..", "org.genera.worker..", "org.genera.evaluation..");

    @ArchTest
    static final ArchRule the_database_knows_no_web_and_no_models = noClasses()
            .that()
            .resideInAPackage("org.genera.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", TENSORFLOW, "org.genera.server..", "org.genera.worker..");

    @ArchTest
    static final ArchRule sql_lives_in_the_database_room = noClasses()
            .that()
            .resideOutsideOfPackage("org.genera.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer..");

    @ArchTest
    static final ArchRule a_family_knows_the_spi_and_the_graph_blocks = classes()
            .that()
            .resideInAPackage("org.genera.plugins..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(and(
                    "org.genera.plugins..",
                    "org.genera.spi..",
                    "org.genera.nn..",
                    TENSORFLOW,
                    "org.pf4j..",
                    "org.slf4j.."));

    @ArchTest
    static final ArchRule the_graph_blocks_alone_register_custom_gradients = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CustomGradients.class.getName())
            .should()
            .accessTargetWhere(target(name("registerCustomGradient")));

    @ArchTest
    static final ArchRule families_do_not_know_each_other =
            slices().matching("org.genera.plugins.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule rooms_have_no_cycles =
            slices().matching("org.genera.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_packages_of_a_room_know_each_other_one_way =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_class_is_named_by_what_it_is =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Info|Dto|DTO)");

    private static String[] and(String... more) {
        String[] all = java.util.Arrays.copyOf(LANGUAGE, LANGUAGE.length + more.length);
        System.arraycopy(more, 0, all, LANGUAGE.length, more.length);
        return all;
    }
}
