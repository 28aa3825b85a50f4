package io.itemql.sql.general.validate;

import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.StatementBinding;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * Validates bound queries and turns them into relational algebra. Simplification is off everywhere: what Calcite knows
 * of comparisons and NULL does not hold between values of different types. Stateless; safe for use by several threads.
 */
public final class AlgebraBuilder {
    private static final SqlValidator.Config VALIDATION = SqlValidator.Config.DEFAULT
            .withConformance(SqlConformanceEnum.LENIENT)
            .withTypeCoercionEnabled(false)
            .withCallRewrite(false)
            .withIdentifierExpansion(true)
            .withDefaultNullCollation(NullCollation.HIGH);

    private static final SqlToRelConverter.Config CONVERSION = SqlToRelConverter.config()
            .withExpand(false)
            .withTrimUnusedFields(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withCreateValuesRel(false)
            .addRelBuilderConfigTransform(config -> config.withSimplify(false)
                    .withSimplifyLimit(false)
                    .withSimplifyValues(false)
                    .withPruneInputOfAggregate(false)
                    .withPushJoinCondition(false)
                    .withBloat(-1));

    /**
     * The algebra of a query.
     *
     * @throws io.itemql.error.ItemException if the query is wrong, with its place in the statement
     */
    public RelNode build(BoundQuery query, StatementBinding statement) {
        try {
            return convert(query.node(), statement);
        } catch (RuntimeException | AssertionError e) {
            throw CalciteFaults.translated(e);
        }
    }

    private static RelNode convert(SqlNode query, StatementBinding statement) {
        OpenTypeFactory types = new OpenTypeFactory();
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        statement.relations().values().forEach(relation -> schema.add(relation.id(), new RelationTable(relation)));
        statement.planned().forEach(rows -> schema.add(rows.id(), new PlannedTable(rows)));
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
        CalciteCatalogReader catalogue =
                new CalciteCatalogReader(schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
        ItemValidator validator = new ItemValidator(SqlStdOperatorTable.instance(), catalogue, types, VALIDATION);
        StandardOperators.putInto(query);
        SqlNode validated = validator.validate(query);
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
        SqlToRelConverter converter = new SqlToRelConverter(
                (rowType, text, schemaPath, viewPath) -> {
                    throw new IllegalStateException("views are expanded before");
                },
                validator,
                catalogue,
                cluster,
                new OpaqueConvertlets(),
                CONVERSION);
        return converter.convertQuery(validated, false, true).project(true);
    }
}
