package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import net.sf.jasperreports.charts.design.JRDesignCategoryDataset;
import net.sf.jasperreports.charts.design.JRDesignCategorySeries;
import net.sf.jasperreports.charts.design.JRDesignChart;
import net.sf.jasperreports.charts.type.ChartTypeEnum;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperPrintManager;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignExpression;
import net.sf.jasperreports.engine.design.JRDesignField;
import net.sf.jasperreports.engine.design.JRDesignParameter;
import net.sf.jasperreports.engine.design.JRDesignQuery;
import net.sf.jasperreports.engine.design.JRDesignSection;
import net.sf.jasperreports.engine.design.JRDesignStaticText;
import net.sf.jasperreports.engine.design.JRDesignTextField;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.type.EvaluationTimeEnum;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import org.junit.jupiter.api.Test;

/** JasperReports fills a report with a chart and writes it as PDF; its first page is painted and looked at. */
class JasperReportsTest {
    private static final int WIDTH = 515;

    @Test
    void aReportWithAChart() throws Exception {
        Path directory = Path.of(System.getProperty("itemql.tools.output", "target/tools"));
        Files.createDirectories(directory);
        try (ExampleStore store = new ExampleStore("jasper")) {
            Recorder recorder = new Recorder(store.url());
            JasperPrint print;
            try (Connection connection = recorder.getConnection()) {
                print = JasperFillManager.fillReport(
                        JasperCompileManager.compileReport(design()),
                        new HashMap<>(Map.of("STATUS", "PAID")),
                        connection);
            }
            Path pdf = directory.resolve("orders.pdf");
            JRPdfExporter exporter = new JRPdfExporter();
            exporter.setExporterInput(new SimpleExporterInput(print));
            exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(pdf.toFile()));
            exporter.exportReport();
            byte[] bytes = Files.readAllBytes(pdf);
            assertEquals("%PDF-", new String(bytes, 0, 5, StandardCharsets.US_ASCII));
            BufferedImage page = (BufferedImage) JasperPrintManager.printPageToImage(print, 0, 1.5f);
            ImageIO.write(page, "png", directory.resolve("orders.png").toFile());
            assertTrue(colours(page).size() > 10, "a page without a chart");
            String texts = print.getPages().get(0).getElements().stream()
                    .filter(element -> element instanceof net.sf.jasperreports.engine.JRPrintText)
                    .map(element -> ((net.sf.jasperreports.engine.JRPrintText) element).getFullText())
                    .reduce("", (a, b) -> a + " " + b);
            for (String expected : List.of("Paid orders", "u1", "u2", "u3", "3", "18.75")) {
                assertTrue(texts.contains(expected), texts);
            }
            recorder.check("jasperreports");
            assertEquals(Set.of(), Set.copyOf(recorder.refusals()));
        }
    }

    private static Set<Integer> colours(BufferedImage page) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < page.getWidth(); x += 2) {
            for (int y = 0; y < page.getHeight(); y += 2) {
                colours.add(page.getRGB(x, y));
            }
        }
        return colours;
    }

    private static JasperDesign design() throws JRException {
        JasperDesign design = new JasperDesign();
        design.setName("orders");
        design.setPageWidth(595);
        design.setPageHeight(842);
        design.setColumnWidth(WIDTH);
        design.setLeftMargin(40);
        design.setRightMargin(40);
        design.setTopMargin(40);
        design.setBottomMargin(40);
        JRDesignParameter parameter = new JRDesignParameter();
        parameter.setName("STATUS");
        parameter.setValueClass(String.class);
        design.addParameter(parameter);
        JRDesignQuery query = new JRDesignQuery();
        query.setText("SELECT customer, COUNT(*) AS orders, SUM(total) AS total FROM orders"
                + " WHERE status = $P{STATUS} GROUP BY customer ORDER BY customer");
        design.setQuery(query);
        field(design, "customer", String.class);
        field(design, "orders", Long.class);
        field(design, "total", BigDecimal.class);
        design.setTitle(title());
        ((JRDesignSection) design.getDetailSection()).addBand(detail());
        design.setSummary(summary(design));
        return design;
    }

    private static void field(JasperDesign design, String name, Class<?> type) throws JRException {
        JRDesignField field = new JRDesignField();
        field.setName(name);
        field.setValueClass(type);
        design.addField(field);
    }

    private static JRDesignBand title() {
        JRDesignBand band = new JRDesignBand();
        band.setHeight(40);
        JRDesignStaticText text = new JRDesignStaticText();
        text.setText("Paid orders");
        text.setWidth(WIDTH);
        text.setHeight(30);
        text.setFontSize(18f);
        band.addElement(text);
        return band;
    }

    private static JRDesignBand detail() {
        JRDesignBand band = new JRDesignBand();
        band.setHeight(20);
        int x = 0;
        for (String expression : List.of("$F{customer}", "$F{orders}", "$F{total}")) {
            JRDesignTextField text = new JRDesignTextField();
            text.setX(x);
            text.setWidth(150);
            text.setHeight(20);
            text.setExpression(new JRDesignExpression(expression));
            band.addElement(text);
            x += 160;
        }
        return band;
    }

    private static JRDesignBand summary(JasperDesign design) {
        JRDesignBand band = new JRDesignBand();
        band.setHeight(260);
        JRDesignChart chart = new JRDesignChart(design, ChartTypeEnum.BAR);
        chart.setY(10);
        chart.setWidth(WIDTH);
        chart.setHeight(240);
        chart.setEvaluationTime(EvaluationTimeEnum.REPORT);
        JRDesignCategoryDataset dataset = new JRDesignCategoryDataset(null);
        JRDesignCategorySeries series = new JRDesignCategorySeries();
        series.setSeriesExpression(new JRDesignExpression("\"total\""));
        series.setCategoryExpression(new JRDesignExpression("$F{customer}"));
        series.setValueExpression(new JRDesignExpression("$F{total}"));
        dataset.addCategorySeries(series);
        chart.setDataset(dataset);
        band.addElement(chart);
        return band;
    }
}
